#include "results_files.hpp"

#include "minga/io/error.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string_view>
#include <system_error>
#include <utility>

namespace minga::io::results {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, const char* what, int error) {
  throw FileError(path.string(), std::string(what) + ": " + std::generic_category().message(error));
}

class Descriptor {
 public:
  Descriptor(const fs::path& path, int flags) : path_(path) {
    do {
      id_ = ::open(path.c_str(), flags | O_CLOEXEC, 0666);
    } while (id_ < 0 && errno == EINTR);
    if (id_ < 0)
      fail(path, "cannot open", errno);
  }
  ~Descriptor() {
    if (id_ >= 0)
      ::close(id_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int get() const { return id_; }

  void write(ByteView bytes) const {
    while (!bytes.empty()) {
      const ssize_t written = ::write(id_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        fail(path_, "cannot write", errno);
      bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
  }

  /// Some file systems cannot sync a folder, and say so with EINVAL.
  void sync(bool folder = false) const {
    if (::fsync(id_) != 0 && !(folder && (errno == EINVAL || errno == ENOTSUP))) {
      fail(path_, "cannot sync to disk", errno);
    }
  }

  void close() {
    if (::close(std::exchange(id_, -1)) != 0)
      fail(path_, "cannot close", errno);
  }

 private:
  fs::path path_;
  int id_ = -1;
};

void rename_durably(const fs::path& from, const fs::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0)
    fail(to, "cannot rename to this name", errno);
  sync_folder(to.has_parent_path() ? to.parent_path() : fs::path("."));
}

}  // namespace

void write_durably(const fs::path& path, ByteView bytes) {
  fs::path temporary = path;
  temporary += kTemporary;
  try {
    Descriptor file(temporary, O_WRONLY | O_CREAT | O_TRUNC);
    file.write(bytes);
    file.sync();
    file.close();
    rename_durably(temporary, path);
  } catch (const FileError&) {
    ::unlink(temporary.c_str());  // frees the space on a full disk
    throw;
  }
}

void publish(const fs::path& from, const fs::path& to) {
  Descriptor(from, O_RDWR).sync();
  rename_durably(from, to);
}

void sync_folder(const fs::path& folder) { Descriptor(folder, O_RDONLY | O_DIRECTORY).sync(true); }

Bytes read_whole(const fs::path& path) {
  const Descriptor file(path, O_RDONLY);
  struct stat status {};
  if (::fstat(file.get(), &status) != 0)
    fail(path, "cannot read", errno);
  if (!S_ISREG(status.st_mode))
    throw FileError(path.string(), "is not a file");
  Bytes bytes(static_cast<std::size_t>(status.st_size));
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t got = ::read(file.get(), bytes.data() + done, bytes.size() - done);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      fail(path, "cannot read", errno);
    if (got == 0)
      break;
    done += static_cast<std::size_t>(got);
  }
  bytes.resize(done);
  return bytes;
}

Lock::Lock(const fs::path& folder) {
  const char* setting = std::getenv("HDF5_USE_FILE_LOCKING");
  if (setting != nullptr) {
    const std::string_view value(setting);
    if (value == "FALSE" || value == "0")
      return;
  }
  const fs::path path = folder / "lock";
  descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor_ < 0)
    fail(path, "cannot open", errno);
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0)
    return;
  const bool taken = errno == EWOULDBLOCK;
  ::close(std::exchange(descriptor_, -1));
  if (taken)
    throw FileError(folder.string(), "another program is writing to it now");
}

Lock::~Lock() {
  if (descriptor_ >= 0)
    ::close(descriptor_);
}

}  // namespace minga::io::results
