#include "minga/trainer/store.hpp"

#include "minga/io/error.hpp"
#include "minga/io/scenario.hpp"
#include "minga/trainer/refusal.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/random.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <ctime>

namespace minga::trainer {
namespace {

namespace fs = std::filesystem;

void random_bytes(void* to, std::size_t count) {
  if (::getrandom(to, count, 0) != static_cast<ssize_t>(count))
    throw std::runtime_error("no random bytes from the system");
}

}  // namespace

std::string random_id() {
  unsigned char bytes[16];
  random_bytes(bytes, sizeof bytes);
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (const unsigned char b : bytes) {
    out += kDigits[b >> 4U];
    out += kDigits[b & 15U];
  }
  return out;
}

std::string random_code(int length) {
  constexpr char kSigns[] = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";  // 32 of them
  std::string out;
  for (int i = 0; i < length; ++i) {
    unsigned char b = 0;
    random_bytes(&b, 1);
    out += kSigns[b & 31U];
  }
  return out;
}

std::uint64_t random_seed() {
  std::uint64_t seed = 0;
  random_bytes(&seed, sizeof seed);
  return seed >> 11U;
}

std::string now_text() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

double steady_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

bool is_id(const std::string& text) {
  return text.size() == 32 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

void Stored::take(const Json& entry) {
  log->append(entry);
  game->apply(entry);
  debrief = nullptr;
}

Store::Store(fs::path folder) : folder_(std::move(folder)) {
  std::error_code error;
  fs::create_directories(folder_, error);
  if (error)
    throw io::FileError(folder_.string(), "the folder cannot be made: " + error.message());
  lock_ = ::open((folder_ / ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock_ < 0)
    throw io::FileError(folder_.string(), "cannot be written");
  if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
    ::close(lock_);
    throw io::FileError(folder_.string(),
                        "another server keeps its games here; give --data another folder");
  }
}

Store::~Store() {
  if (lock_ >= 0)
    ::close(lock_);
}

fs::path Store::file_of(const std::string& id) const { return folder_ / (id + ".jsonl"); }

std::shared_ptr<Stored> Store::create(Setup setup) {
  setup.id = random_id();
  setup.created = now_text();
  auto made = std::make_shared<Stored>();
  made->game = std::make_unique<Game>(setup);
  made->log = std::make_unique<Log>(file_of(setup.id));
  made->log->append(write_setup(setup));
  made->seen_at = steady_seconds();
  const std::lock_guard lock(busy_);
  open_[setup.id] = made;
  return made;
}

std::shared_ptr<Stored> Store::load(const std::string& id) {
  auto loaded = std::make_shared<Stored>();
  loaded->log = std::make_unique<Log>(file_of(id));
  const auto& entries = loaded->log->entries();
  if (entries.empty())
    throw io::FileError(file_of(id).string(), "holds no game");
  loaded->game = std::make_unique<Game>(read_setup(entries.front()));
  for (std::size_t i = 1; i < entries.size(); ++i)
    loaded->game->apply(entries[i]);
  return loaded;
}

std::shared_ptr<Stored> Store::find(const std::string& id) {
  const Refusal none(404, "not_found", "there is no such game");
  if (!is_id(id))
    throw none;
  const std::lock_guard lock(busy_);
  const auto found = open_.find(id);
  if (found != open_.end())
    return found->second;
  std::error_code error;
  if (!fs::is_regular_file(file_of(id), error))
    throw none;
  return open_[id] = load(id);
}

std::vector<std::shared_ptr<Stored>> Store::all() {
  std::vector<std::shared_ptr<Stored>> out;
  std::error_code error;
  for (const auto& file : fs::directory_iterator(folder_, error)) {
    if (file.path().extension() != ".jsonl" || !is_id(file.path().stem().string()))
      continue;
    try {
      out.push_back(find(file.path().stem().string()));
    } catch (const std::exception&) {
      // `faulty` names it
    }
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
    const Setup& x = a->game->setup();
    const Setup& y = b->game->setup();
    return x.created != y.created ? x.created > y.created : x.id < y.id;
  });
  return out;
}

std::vector<std::string> Store::faulty() {
  std::vector<std::string> out;
  std::error_code error;
  for (const auto& file : fs::directory_iterator(folder_, error)) {
    if (file.path().extension() != ".jsonl" || !is_id(file.path().stem().string()))
      continue;
    try {
      find(file.path().stem().string());
    } catch (const std::exception&) {
      out.push_back(file.path().stem().string());
    }
  }
  return out;
}

void Store::remove(const std::string& id) {
  find(id);
  const std::lock_guard lock(busy_);
  open_.erase(id);
  std::error_code error;
  fs::remove(file_of(id), error);
  fs::remove(folder_ / (id + ".draft"), error);
}

}  // namespace minga::trainer
