// Owns HDF5 identifiers and turns the library's error stack into one exception. Knows nothing of
// what minga stores.
#pragma once

#include <hdf5.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace minga::io::h5 {

/// A call of the library failed; the text says what was tried and the innermost cause.
class Failure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Throws Failure with the cause from HDF5's error stack.
[[noreturn]] void fail(std::string_view what);

/// An identifier or a count as the library returned it, or Failure where it is negative.
template <class Result>
Result check(Result result, std::string_view what) {
  if (result < 0)
    fail(what);
  return result;
}

/// While it lives, the library prints no error stacks. Every public entry that uses HDF5 holds one.
class Quiet {
 public:
  Quiet();
  ~Quiet();
  Quiet(const Quiet&) = delete;
  Quiet& operator=(const Quiet&) = delete;

 private:
  H5E_auto2_t function_ = nullptr;
  void* data_ = nullptr;
};

/// An identifier that is closed exactly once.
template <herr_t (*Close)(hid_t)>
class Handle {
 public:
  Handle() = default;
  Handle(hid_t id, std::string_view what) : id_(check(id, what)) {}
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    return *this;
  }
  ~Handle() {
    if (id_ >= 0)
      Close(id_);
  }

  hid_t get() const noexcept { return id_; }

  /// Closes now, so that a failure (a disk that is full at the last flush) can be told.
  void close(std::string_view what) {
    if (id_ >= 0)
      check(Close(std::exchange(id_, H5I_INVALID_HID)), what);
  }

 private:
  hid_t id_ = H5I_INVALID_HID;
};

using File = Handle<H5Fclose>;
using Group = Handle<H5Gclose>;
using Dataset = Handle<H5Dclose>;
using Space = Handle<H5Sclose>;
using Type = Handle<H5Tclose>;
using Attribute = Handle<H5Aclose>;
using Properties = Handle<H5Pclose>;
using Object = Handle<H5Oclose>;

/// Variable-length UTF-8, the only kind of text in minga's files.
Type text_type();

}  // namespace minga::io::h5
