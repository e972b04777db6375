// Tells the thread sanitizer what oneTBB guarantees and does not show to it, because the system's
// library is built without the sanitizer: that one piece of work comes after another. Only the
// sanitizer sees these calls; in other builds they are empty.
#pragma once

#if defined(__SANITIZE_THREAD__)
extern "C" {
void __tsan_acquire(void* address);  // NOLINT(bugprone-reserved-identifier): the sanitizer's name
void __tsan_release(void* address);  // NOLINT(bugprone-reserved-identifier)
}
#endif

namespace minga::engine::handover {

/// What this thread has done until now comes before whatever follows `receive` of the same tag.
inline void give([[maybe_unused]] const void* tag) {
#if defined(__SANITIZE_THREAD__)
  __tsan_release(const_cast<void*>(tag));
#endif
}

inline void receive([[maybe_unused]] const void* tag) {
#if defined(__SANITIZE_THREAD__)
  __tsan_acquire(const_cast<void*>(tag));
#endif
}

/// A piece of work that comes after those of the same tag that ended before it began. Pieces that
/// overlap in time stay unordered, so races between them are still found.
class Turn {
 public:
  explicit Turn(const void* tag) : tag_(tag) { receive(tag_); }
  ~Turn() { give(tag_); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  const void* tag_;
};

/// Others' pieces of work of a tag lie inside the life of this, however it ends.
class Until {
 public:
  explicit Until(const void* tag) : tag_(tag) { give(tag_); }
  ~Until() { receive(tag_); }
  Until(const Until&) = delete;
  Until& operator=(const Until&) = delete;

 private:
  const void* tag_;
};

}  // namespace minga::engine::handover
