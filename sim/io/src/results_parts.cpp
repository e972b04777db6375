#include "results_parts.hpp"

#include "results_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace minga::io::results {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "segment-";
constexpr std::string_view kSuffix = ".seg";

fs::path header_file(const fs::path& folder) { return folder / "header.json"; }

/// The number in a name such as segment-000017.seg.
std::optional<std::size_t> segment_of(const fs::path& file) {
  const std::string name = file.filename().string();
  const std::string_view view = name;
  if (!view.starts_with(kPrefix) || !view.ends_with(kSuffix))
    return std::nullopt;
  const std::string_view digits = view.substr(
      kPrefix.size(), view.size() - std::min(view.size(), kPrefix.size() + kSuffix.size()));
  std::size_t segment = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), segment);
  if (error != std::errc() || end != digits.data() + digits.size())
    return std::nullopt;
  return segment;
}

/// Entries of a folder by name, so that problems are told in the same order every time.
std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    files.push_back(it->path());
  }
  if (error)
    throw FileError(folder.string(), "cannot read the folder: " + error.message());
  std::sort(files.begin(), files.end());
  return files;
}

void remove_file(const fs::path& file) {
  std::error_code error;
  fs::remove(file, error);
  if (error)
    throw FileError(file.string(), "cannot remove: " + error.message());
}

}  // namespace

fs::path parts_of(const fs::path& out) {
  fs::path folder = out;
  folder += ".parts";
  return folder;
}

Parts::Parts(fs::path folder, StoredHeader header)
    : folder_(std::move(folder)),
      header_(std::move(header)),
      schema_(make_schema(header_.header)),
      identity_(identity_of(header_)),
      present_(schema_.shard.held(header_.header.segments()), false) {}

bool Parts::has(std::size_t segment) const {
  return !schema_.shard.holds(segment) || present_.at(schema_.shard.place(segment));
}

Parts Parts::create(const fs::path& folder, const StoredHeader& header) {
  Parts parts(folder, header);
  std::error_code error;
  fs::create_directories(folder, error);
  if (error)
    throw FileError(folder.string(), "cannot make the folder: " + error.message());
  for (const fs::path& file : files_in(folder)) {
    if (file.extension() == kTemporary || segment_of(file))
      remove_file(file);
  }
  const std::string json = to_json(header);
  write_durably(header_file(folder), std::as_bytes(std::span(json)));
  sync_folder(folder.has_parent_path() ? folder.parent_path() : fs::path("."));
  return parts;
}

Parts Parts::open(const fs::path& folder) {
  const fs::path file = header_file(folder);
  if (!fs::exists(file))
    throw FileError(folder.string(), "has no header.json");
  const Bytes bytes = read_whole(file);
  try {
    Parts parts(folder, from_json({reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
    parts.scan();
    return parts;
  } catch (const Damaged& damage) {
    throw FileError(file.string(), "is damaged: " + damage.what);
  }
}

bool Parts::used(const fs::path& folder) {
  if (!fs::is_directory(folder))
    return false;
  const std::vector<fs::path> files = files_in(folder);
  return std::any_of(files.begin(), files.end(),
                     [](const fs::path& file) { return segment_of(file).has_value(); });
}

void Parts::scan() {
  for (const fs::path& file : files_in(folder_)) {
    const std::optional<std::size_t> segment = segment_of(file);
    if (!segment)
      continue;
    if (!schema_.shard.holds(*segment) || schema_.shard.place(*segment) >= present_.size()) {
      problems_.push_back(file.filename().string() + ": there is no such segment");
      continue;
    }
    if (const std::optional<Bytes> bytes = read(*segment))
      count(decode_segment(schema_, identity_, *segment, *bytes), bytes->size());
  }
}

/// Counts a segment that was not there before.
void Parts::count(const Segment& segment, std::size_t bytes) {
  present_[schema_.shard.place(segment.index)] = true;
  stored_bytes_ += bytes;
  runs_committed_ += segment.runs;
  runs_failed_ += segment.failures.size();
}

fs::path Parts::file_of(std::size_t segment) const {
  return folder_ / fmt::format("{}{:06}{}", kPrefix, segment, kSuffix);
}

void Parts::commit(std::size_t segment, ByteView bytes) {
  if (!schema_.shard.holds(segment))
    throw std::invalid_argument(fmt::format("segment {} is of another shard", segment));
  Segment decoded;
  try {
    decoded = decode_segment(schema_, identity_, segment, bytes);
  } catch (const Damaged& damage) {
    throw std::invalid_argument(fmt::format("segment {}: {}", segment, damage.what));
  }
  write_durably(file_of(segment), bytes);
  if (!has(segment))
    count(decoded, bytes.size());
}

std::optional<Bytes> Parts::read(std::size_t segment) {
  const fs::path file = file_of(segment);
  try {
    Bytes bytes = read_whole(file);
    decode_segment(schema_, identity_, segment, bytes);
    return bytes;
  } catch (const Damaged& damage) {
    problems_.push_back(file.filename().string() + ": " + damage.what);
  } catch (const FileError& error) {
    problems_.push_back(error.what());
  }
  if (has(segment))
    runs_committed_ -= schema_.runs_in(segment);
  present_[schema_.shard.place(segment)] = false;
  return std::nullopt;
}

void Parts::remove() {
  for (const fs::path& file : files_in(folder_)) {
    if (segment_of(file) || file.extension() == kTemporary)
      remove_file(file);
  }
  remove_file(header_file(folder_));
  remove_file(folder_ / "lock");
  std::error_code error;
  fs::remove(folder_, error);  // stays if the user put something of his own there
}

}  // namespace minga::io::results
