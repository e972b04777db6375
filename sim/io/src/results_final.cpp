#include "results_final.hpp"

#include "h5_handle.hpp"
#include "minga/io/error.hpp"
#include "results_assemble.hpp"
#include "results_files.hpp"
#include "results_seal.hpp"

#include <exception>
#include <string_view>
#include <system_error>

namespace minga::io::results {
namespace {

namespace fs = std::filesystem;

std::size_t assemble(const fs::path& file, const StoredHeader& header, const Schema& schema,
                     const SegmentSource& segments) {
  Assembly assembly(file, header, schema);
  std::size_t committed = 0;
  const Shard& shard = schema.shard;
  for (std::size_t s = shard.index - 1; s < header.header.segments(); s += shard.count) {
    if (const std::optional<Segment> segment = segments(s)) {
      assembly.add(*segment);
      committed += segment->runs;
    } else {
      assembly.leave_out(s);
    }
  }
  assembly.close(committed == schema.held ? "complete" : "interrupted", committed);
  return committed;
}

}  // namespace

void write_sealed(const fs::path& out, const std::function<void(const fs::path&)>& write) {
  const h5::Quiet quiet;
  fs::path temporary = out;
  temporary += kTemporary;
  try {
    write(temporary);
    put_seal(temporary);
    publish(temporary, out);
  } catch (const std::exception& error) {
    std::error_code ignored;
    fs::remove(temporary, ignored);
    if (dynamic_cast<const h5::Failure*>(&error) == nullptr)
      throw;
    throw FileError(out.string(), error.what());
  }
}

std::size_t write_final(const fs::path& out, const StoredHeader& header, const Schema& schema,
                        const SegmentSource& segments) {
  std::size_t committed = 0;
  write_sealed(out,
               [&](const fs::path& file) { committed = assemble(file, header, schema, segments); });
  return committed;
}

}  // namespace minga::io::results
