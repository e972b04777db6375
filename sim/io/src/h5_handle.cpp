#include "h5_handle.hpp"

namespace minga::io::h5 {
namespace {

/// After H5Fclose fails on a full disk, HDF5 1.10 keeps the identifier of a file it has freed, and
/// crashes when it tidies up at exit. minga closes what it opens, so the tidying is not needed. The
/// library wants to hear this before any other call.
[[maybe_unused]] const herr_t kNoTidyingAtExit = H5dont_atexit();

herr_t keep_first(unsigned, const H5E_error2_t* error, void* text) {
  auto& cause = *static_cast<std::string*>(text);
  if (cause.empty() && error->desc != nullptr)
    cause = error->desc;
  return 0;
}

/// Of "file write failed: time = ..., error message = 'No space left on device', ..." the message.
std::string shortened(const std::string& cause) {
  constexpr std::string_view kMark = "error message = '";
  const std::size_t start = cause.find(kMark);
  if (start == std::string::npos)
    return cause;
  const std::size_t end = cause.find('\'', start + kMark.size());
  return cause.substr(start + kMark.size(), end - start - kMark.size());
}

}  // namespace

void fail(std::string_view what) {
  std::string cause;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_first, &cause);  // upward: the innermost comes first
  H5Eclear2(H5E_DEFAULT);
  std::string message(what);
  if (!cause.empty())
    message += ": " + shortened(cause);
  throw Failure(message);
}

Quiet::Quiet() {
  H5Eget_auto2(H5E_DEFAULT, &function_, &data_);
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

Quiet::~Quiet() { H5Eset_auto2(H5E_DEFAULT, function_, data_); }

Type text_type() {
  Type type(H5Tcopy(H5T_C_S1), "cannot make a text type");
  check(H5Tset_size(type.get(), H5T_VARIABLE), "cannot make a text type");
  check(H5Tset_cset(type.get(), H5T_CSET_UTF8), "cannot make a text type");
  return type;
}

}  // namespace minga::io::h5
