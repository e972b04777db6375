#include "minga/trainer/log.hpp"

#include "minga/io/digest.hpp"
#include "minga/io/error.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace minga::trainer {
namespace {

constexpr std::size_t kSealLength = 16;  ///< hexadecimal digits of SHA-256: against chance
constexpr std::size_t kMostBytes = 64U << 20U;

[[noreturn]] void fail(const std::filesystem::path& file, const char* what) {
  throw io::FileError(file.string(), std::string(what) + ": " + std::strerror(errno));
}

std::string seal_of(const std::string& before, const std::string& text) {
  return io::sha256_hex(before + '\n' + text).substr(0, kSealLength);
}

bool write_all(int handle, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(handle, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0)
      return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

void sync_folder(const std::filesystem::path& file) {
  const int folder = ::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0)
    return;
  ::fsync(folder);
  ::close(folder);
}

}  // namespace

std::string seal_line(const Json& entry, const std::string& before, std::string& seal) {
  const std::string text = entry.dump(-1, ' ', false, Json::error_handler_t::replace);
  seal = seal_of(before, text);
  return "{\"seal\":\"" + seal + "\",\"entry\":" + text + "}\n";
}

LogText read_log(std::string_view bytes) {
  LogText out;
  while (out.whole < bytes.size()) {
    const std::size_t end = bytes.find('\n', out.whole);
    if (end == std::string_view::npos)
      break;
    const std::string_view line = bytes.substr(out.whole, end - out.whole);
    const Json parsed = Json::parse(line, nullptr, false);
    if (!parsed.is_object() || !parsed.contains("entry") || !parsed.contains("seal") ||
        !parsed["entry"].is_object() || !parsed["seal"].is_string())
      break;
    std::string seal;
    std::string again;
    try {
      again = seal_line(parsed["entry"], out.seal, seal);
    } catch (const Json::exception&) {
      break;
    }
    // the same bytes, not only the same meaning
    if (again.size() != line.size() + 1 || again.compare(0, line.size(), line) != 0)
      break;
    out.entries.push_back(parsed["entry"]);
    out.seal = seal;
    out.whole = end + 1;
  }
  return out;
}

std::string read_bytes(const std::filesystem::path& file) {
  const int handle = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (handle < 0)
    fail(file, "cannot be read");
  std::string out;
  std::string part(1U << 16U, '\0');
  for (;;) {
    const ssize_t got = ::read(handle, part.data(), part.size());
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0 || out.size() > kMostBytes) {
      ::close(handle);
      if (got < 0)
        fail(file, "cannot be read");
      return out;
    }
    out.append(part, 0, static_cast<std::size_t>(got));
  }
}

void write_bytes(const std::filesystem::path& file, std::string_view bytes) {
  std::filesystem::path other = file;
  other += ".new";
  const int handle = ::open(other.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (handle < 0)
    fail(other, "cannot be written");
  const bool written = write_all(handle, bytes) && ::fsync(handle) == 0;
  ::close(handle);
  if (!written || ::rename(other.c_str(), file.c_str()) != 0)
    fail(file, "cannot be written");
  sync_folder(file);
}

Log::Log(std::filesystem::path file) : file_(std::move(file)) {
  handle_ = ::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (handle_ < 0)
    fail(file_, "cannot be opened");
  const std::string bytes = read_bytes(file_);
  LogText text = read_log(bytes);
  // an unfinished line is nothing; whole ones that are damaged are kept for whoever can read them
  if (bytes.find('\n', text.whole) != std::string::npos)
    write_bytes(file_.string() + ".damaged", bytes);
  size_ = text.whole;
  seal_ = text.seal;
  entries_ = std::move(text.entries);
  if (::ftruncate(handle_, static_cast<off_t>(size_)) != 0) {
    ::close(handle_);
    fail(file_, "cannot be written");
  }
  sync_folder(file_);
}

Log::~Log() {
  if (handle_ >= 0)
    ::close(handle_);
}

void Log::append(const Json& entry) {
  std::string seal;
  const std::string line = seal_line(entry, seal_, seal);
  const bool there = ::lseek(handle_, static_cast<off_t>(size_), SEEK_SET) >= 0;
  if (!there || !write_all(handle_, line) || ::fsync(handle_) != 0) {
    const int why = errno;
    // what was half written must not stand in the way of the next one
    if (::ftruncate(handle_, static_cast<off_t>(size_)) == 0)
      ::fsync(handle_);
    errno = why;
    fail(file_, "cannot be written");
  }
  size_ += line.size();
  seal_ = seal;
  entries_.push_back(entry);
}

}  // namespace minga::trainer
