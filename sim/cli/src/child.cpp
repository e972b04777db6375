#include "child.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

namespace minga::cli {
namespace {

/// Arguments as the system's calls want them. The strings must outlive the result.
std::vector<char*> pointers_to(std::vector<std::string>& arguments) {
  std::vector<char*> pointers;
  pointers.reserve(arguments.size() + 1);
  for (std::string& argument : arguments) {
    pointers.push_back(argument.data());
  }
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

bool succeeds(const std::vector<std::string>& command) {
  std::vector<std::string> arguments = command;
  const std::vector<char*> pointers = pointers_to(arguments);
  posix_spawn_file_actions_t silent;
  posix_spawn_file_actions_init(&silent);
  posix_spawn_file_actions_addopen(&silent, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&silent, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&silent, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int failed =
      posix_spawnp(&child, pointers.front(), &silent, nullptr, pointers.data(), environ);
  posix_spawn_file_actions_destroy(&silent);
  if (failed != 0) {
    return false;
  }
  int status = 0;
  while (::waitpid(child, &status, 0) == -1) {
    if (errno != EINTR) {
      return false;
    }
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void execute(const std::vector<std::string>& command) {
  std::vector<std::string> arguments = command;
  ::execvp(arguments.front().c_str(), pointers_to(arguments).data());
}

}  // namespace minga::cli
