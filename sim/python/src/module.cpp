// minga._native: the simulator inside Python. Knows how values cross and nothing of the model: what
// is run comes from io, how it runs from the engine, and what users see is written in Python
// (analysis/minga/simulation.py).
#include "header.hpp"
#include "minga/engine/ensemble.hpp"
#include "minga/io/catalogue.hpp"
#include "minga/io/memory.hpp"
#include "minga/io/scenario.hpp"
#include "plan.hpp"

#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/function.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace nb = nanobind;

namespace minga::python {
namespace {

constexpr std::chrono::milliseconds kLook{50};  // how often signals and progress are looked after

using Overrides = std::vector<std::pair<std::string, std::string>>;

/// A scenario or a design, with what its results say of it.
struct Experiment {
  std::vector<core::Scenario> points;
  io::ResultsHeader header;
  bool common_random_numbers = true;
  bool seed_given = false;
  std::vector<std::string> notes;

  std::size_t runs() const { return header.runs(); }
};

io::LoadedScenario load_one(const std::string& source, bool text,
                            const std::vector<io::Override>& changes) {
  return text ? io::load_scenario_text(source, "scenario", changes)
              : io::load_scenario(source, changes);
}

io::LoadedDesign load_many(const std::string& source, bool text,
                           const std::vector<io::Override>& changes) {
  return text ? io::load_design_text(source, "design", changes) : io::load_design(source, changes);
}

/// @param text  whether `source` is TOML itself, not the name of a file or of what is shipped
Experiment load(const std::string& source, bool text, const Overrides& overrides) {
  std::vector<io::Override> changes;
  for (const auto& [path, value] : overrides)
    changes.push_back({path, value});
  Experiment out;
  if (text ? io::is_design_text(source) : io::is_design(source)) {
    io::LoadedDesign design = load_many(source, text, changes);
    if (design.until.on()) {
      throw io::InputError({{design.file.string(), 0, "until", "",
                             "when to stop is decided over the parts of a file",
                             "a design without it, or minga sweep"}});
    }
    out.header = cli::header_of(design);
    out.common_random_numbers = design.common_random_numbers;
    out.seed_given = design.base.run.seed_given;
    for (const io::PointNote& note : design.notes)
      out.notes.push_back(io::to_string(note.what));
    out.points = std::move(design.points);
  } else {
    io::LoadedScenario scenario = load_one(source, text, changes);
    out.header = cli::header_of(scenario);
    out.seed_given = scenario.value.run.seed_given;
    for (const io::Diagnostic& note : scenario.notes)
      out.notes.push_back(io::to_string(note));
    out.points.push_back(std::move(scenario.value));
  }
  return out;
}

/// Work on a thread of its own, so that the one that called can look after Python's signals.
class Background {
 public:
  explicit Background(std::function<void(const std::atomic<bool>& stop)> work)
      : thread_([this, work = std::move(work)] {
          try {
            work(stop_);
          } catch (...) {
            error_ = std::current_exception();
          }
          const std::lock_guard lock(mutex_);
          finished_ = true;
          changed_.notify_all();
        }) {}
  ~Background() {
    stop_ = true;
    const nb::gil_scoped_release release;
    thread_.join();
  }

  /// Calls `look` now and then, with the interpreter's lock. What it throws stops the work.
  template <class Look>
  void wait(const Look& look) {
    for (bool finished = false; !finished; look()) {
      const nb::gil_scoped_release release;
      std::unique_lock lock(mutex_);
      finished = changed_.wait_for(lock, kLook, [this] { return finished_; });
    }
    if (error_)
      std::rethrow_exception(error_);
  }

 private:
  std::atomic<bool> stop_{false};
  std::mutex mutex_;
  std::condition_variable changed_;
  bool finished_ = false;
  std::exception_ptr error_;
  std::thread thread_;  // last, because it uses the others
};

/// An array that owns the memory of the column.
nb::object array_of(io::HeldColumn&& column) {
  nb::dlpack::dtype type = nb::dtype<double>();
  switch (column.storage) {
    case core::Storage::f64:
      break;
    case core::Storage::f32:
      type = nb::dtype<float>();
      break;
    case core::Storage::i32:
      type = nb::dtype<std::int32_t>();
      break;
    case core::Storage::i16:
      type = nb::dtype<std::int16_t>();
      break;
    case core::Storage::i8:
      type = nb::dtype<std::int8_t>();
      break;
  }
  std::byte* values = column.values.release();
  const nb::capsule owner(values,
                          [](void* memory) noexcept { delete[] static_cast<std::byte*>(memory); });
  return nb::cast(nb::ndarray<nb::numpy>(values, column.shape.size(), column.shape.data(), owner,
                                         nullptr, type));
}

/// @param command   what stands in the results' history
/// @param progress  called with the number of runs that are done
/// @returns the frame (bytes of a file) and, by group and name, the arrays that belong in it
nb::tuple simulate(const Experiment& experiment, const std::string& command, int threads,
                   const std::function<void(std::size_t)>& progress) {
  io::ResultsHeader header = experiment.header;
  header.command = command;
  io::ResultsMemory memory(header);
  std::atomic<std::size_t> done{0};
  engine::Callbacks callbacks;
  callbacks.scenario = [&](std::size_t point) -> const core::Scenario& {
    return experiment.points[point];
  };
  callbacks.commit = [&](std::size_t segment, core::BlockResult&& runs) {
    memory.add(segment, runs);
  };
  callbacks.progress = [&](std::size_t runs) { done = runs; };
  const engine::Plan plan = cli::plan_of(header, experiment.common_random_numbers, threads);
  {
    Background work(
        [&](const std::atomic<bool>& stop) { engine::run_ensemble(plan, callbacks, stop); });
    work.wait([&] {
      if (PyErr_CheckSignals() != 0)
        throw nb::python_error();
      if (progress)
        progress(done);
    });
  }
  io::HeldResults held = memory.take();
  nb::dict columns;
  for (io::HeldColumn& column : held.columns) {
    const nb::tuple key = nb::make_tuple(column.group, column.name);
    columns[key] = array_of(std::move(column));
  }
  return nb::make_tuple(nb::bytes(held.frame.data(), held.frame.size()), columns);
}

}  // namespace
}  // namespace minga::python

NB_MODULE(_native, m) {
  using namespace minga;
  nb::exception<io::InputError>(m, "InputError", PyExc_ValueError);
  nb::exception<io::FileError>(m, "FileError", PyExc_OSError);
  nb::class_<python::Experiment>(m, "Experiment")
      .def_ro("seed_given", &python::Experiment::seed_given)
      .def_ro("notes", &python::Experiment::notes)
      .def_prop_ro("runs", &python::Experiment::runs);
  m.def("load", &python::load, nb::arg("source"), nb::arg("text"), nb::arg("overrides"),
        nb::call_guard<nb::gil_scoped_release>());
  m.def("simulate", &python::simulate, nb::arg("experiment"), nb::arg("command"),
        nb::arg("threads"), nb::arg("progress").none());
  m.def("set_data_directory", [](const std::string& folder) { io::set_data_directory(folder); });
}
