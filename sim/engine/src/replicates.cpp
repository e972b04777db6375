#include "minga/engine/replicates.hpp"

#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

namespace minga::engine {

bool run_replicates(std::size_t count, int threads,
                    const std::function<void(std::size_t)>& replicate,
                    const std::atomic<bool>& stop) {
  std::atomic<std::size_t> done{0};
  tbb::task_arena arena(threads > 0 ? threads : tbb::task_arena::automatic);
  arena.execute([&] {
    tbb::parallel_for(std::size_t{0}, count, [&](std::size_t i) {
      if (stop.load())
        return;
      replicate(i);
      ++done;
    });
  });
  return done.load() == count;
}

}  // namespace minga::engine
