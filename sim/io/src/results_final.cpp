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

Written assemble(const fs::path& file, const StoredHeader& header, const Schema& schema,
                 const SegmentSource& segments, const Needed& needed) {
  Assembly assembly(file, header, schema);
  Written written;
  const std::size_t held = schema.shard.held(header.header.segments());
  for (std::size_t j = 0; j < held; ++j) {
    const std::size_t s = schema.shard.segment(j);
    if (const std::optional<Segment> segment = segments(s)) {
      assembly.add(*segment);
      written.committed += segment->runs;
    } else if (needed && !needed(s)) {
      assembly.leave_out(s, kNotNeeded);
      written.not_needed += schema.runs_in(s);
    } else {
      assembly.leave_out(s, kNotRun);
    }
  }
  const bool complete = written.committed + written.not_needed == schema.held;
  assembly.close(complete ? "complete" : "interrupted", written.committed, written.not_needed);
  return written;
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

Written write_final(const fs::path& out, const StoredHeader& header, const Schema& schema,
                    const SegmentSource& segments, const Needed& needed) {
  Written written;
  write_sealed(out, [&](const fs::path& file) {
    written = assemble(file, header, schema, segments, needed);
  });
  return written;
}

}  // namespace minga::io::results
