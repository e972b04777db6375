// The main function of the test programs where Catch2 does not bring one (version 2).
#if MINGA_CATCH2_MAJOR < 3
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
#endif
