#include "minga/theory/study.hpp"

#include "minga/theory/population.hpp"
#include "minga/theory/sampling.hpp"
#include "minga/theory/spatial_imitation.hpp"

#include <algorithm>
#include <stdexcept>

namespace minga::theory {
namespace {

bool is_random(MeetingKind kind) {
  return kind == MeetingKind::random_regular || kind == MeetingKind::small_world ||
         kind == MeetingKind::scale_free;
}

/// Nowak and May's game in any of its forms, for which there is a kernel without a graph.
bool imitates_on_lattice(const Scenario& s, const GraphGame& game) {
  const Update& u = s.update.update;
  return s.structure.kind == MeetingKind::lattice && u.rule == UpdateRule::imitate_best &&
         u.schedule == Schedule::synchronous && u.mutation == 0.0 &&
         std::holds_alternative<PairwiseOnGraph>(game) && strategies_of(game).size() == 2;
}

int fixed_in(const std::vector<double>& shares) {
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (shares[i] == 1.0)
      return static_cast<int>(i);
  }
  return -1;
}

/// Means over generations skip + 1 .. planned; after an early end the last shares count on.
std::vector<double> mean_shares(const SimulatedRun& run, int skip, int planned) {
  std::vector<double> sum(run.shares.back().size(), 0.0);
  double count = 0.0;
  const auto add = [&](const std::vector<double>& shares, double weight) {
    for (std::size_t s = 0; s < sum.size(); ++s)
      sum[s] += weight * shares[s];
    count += weight;
  };
  for (std::size_t t = 0; t < run.times.size(); ++t) {
    if (run.times[t] > skip)
      add(run.shares[t], 1.0);
  }
  const int last = run.times.back();
  if (last < planned)
    add(run.shares.back(), planned - std::max(last, skip));
  for (double& x : sum)
    x /= count;
  return sum;
}

/// Keeps the start, every so many generations, and the end.
void thin(SimulatedRun& run, int every) {
  std::size_t kept = 0;
  for (std::size_t t = 0; t < run.times.size(); ++t) {
    if (run.times[t] % every != 0 && t + 1 != run.times.size())
      continue;
    run.times[kept] = run.times[t];
    run.shares[kept] = run.shares[t];
    ++kept;
  }
  run.times.resize(kept);
  run.shares.resize(kept);
}

void finish(SimulatedRun& run, const AnalysisSpec& a) {
  run.time = run.times.back();
  run.fixed = fixed_in(run.shares.back());
  run.mean_shares = mean_shares(run, a.skip, a.generations);
  thin(run, a.every);
}

Estimate estimate(const std::vector<SimulatedRun>& runs, const auto& of) {
  Mean mean;
  for (const SimulatedRun& run : runs)
    mean.add(of(run));
  return mean.estimate();
}

}  // namespace

Study::Study(Scenario scenario) : scenario_(std::move(scenario)), game_(MatrixGame{}) {
  if (const auto found = objections(scenario_); !found.empty()) {
    throw std::invalid_argument(found.front().path + ": " + found.front().message +
                                "; accepted: " + found.front().accepted);
  }
  game_ = played_game(scenario_);
  const MeetingSpec& m = scenario_.structure;
  if (m.kind == MeetingKind::well_mixed) {
    if (simulates() && scenario_.update.update.rule != UpdateRule::reinforcement) {
      Population(game_, start_counts(scenario_, strategies()), scenario_.update.update);
    }
    return;
  }
  const core::RandomField field(scenario_.run.seed, scenario_.stream);
  auto model = std::make_shared<StructuredModel>(
      StructuredModel{graph_of(m, scenario_.population.size, field, 0), played_on_graph(scenario_),
                      scenario_.update.update, scenario_.update.learning});
  check(*model);
  if (!is_random(m.kind) || m.one_graph)
    model_ = std::move(model);
}

SimulatedRun Study::simulate(std::uint32_t replicate) const {
  if (scenario_.structure.kind != MeetingKind::well_mixed)
    return simulate_structured(replicate);
  if (scenario_.update.update.rule == UpdateRule::reinforcement)
    return simulate_learners(replicate);
  return simulate_mixed(replicate);
}

SimulatedRun Study::simulate_mixed(std::uint32_t replicate) const {
  const AnalysisSpec& a = scenario_.analysis;
  const core::RandomField field(scenario_.run.seed, scenario_.stream);
  const Update& update = scenario_.update.update;
  Population population(game_, start_counts(scenario_, strategies()), update);
  const bool copies =
      update.rule != UpdateRule::best_response && update.rule != UpdateRule::aspiration;
  SimulatedRun run;
  const auto note = [&](int time) {
    run.times.push_back(time);
    std::vector<double>& shares = run.shares.emplace_back();
    for (const int n : population.counts())
      shares.push_back(static_cast<double>(n) / population.population());
  };
  note(0);
  for (int t = 0; t < a.generations && !run.absorbed; ++t) {
    population.generation(field, replicate, static_cast<std::uint32_t>(t));
    note(t + 1);
    run.absorbed = copies && update.mutation == 0.0 && population.fixed() >= 0;
  }
  finish(run, a);
  return run;
}

SimulatedRun Study::simulate_learners(std::uint32_t replicate) const {
  const AnalysisSpec& a = scenario_.analysis;
  LearningPath path =
      simulate_learning(game_, scenario_.population.size, scenario_.update.learning, a.generations,
                        1, core::RandomField(scenario_.run.seed, scenario_.stream), replicate);
  SimulatedRun run;
  run.times = std::move(path.rounds);
  run.shares = std::move(path.taken);
  finish(run, a);
  return run;
}

SimulatedRun Study::simulate_structured(std::uint32_t replicate) const {
  const AnalysisSpec& a = scenario_.analysis;
  const MeetingSpec& m = scenario_.structure;
  const int nodes = scenario_.population.size;
  const core::RandomField field(scenario_.run.seed, scenario_.stream);
  auto model = model_;
  if (!model) {
    model = std::make_shared<StructuredModel>(
        StructuredModel{graph_of(m, nodes, field, replicate), played_on_graph(scenario_),
                        scenario_.update.update, scenario_.update.learning});
  }
  const StructuredDraws draws{field, replicate};
  std::vector<StrategyIndex> begin =
      scenario_.population.counts.empty()
          ? begin_with_shares(nodes, start_shares(scenario_, strategies()), draws)
          : begin_with_counts(nodes, start_counts(scenario_, strategies()), draws);
  if (!scenario_.population.centre.empty()) {
    const auto& names = strategies();
    const auto at = std::find(names.begin(), names.end(), scenario_.population.centre);
    const int middle = m.kind == MeetingKind::lattice ? m.rows / 2 * m.columns + m.columns / 2 : 0;
    begin[static_cast<std::size_t>(middle)] = static_cast<StrategyIndex>(at - names.begin());
  }
  RunPlan plan;
  plan.generations = static_cast<std::uint32_t>(a.generations);
  plan.snapshots.assign(a.snapshots.begin(), a.snapshots.end());
  RunRecord record;
  if (imitates_on_lattice(scenario_, model->game)) {
    SpatialImitation population({m.rows, m.columns, m.neighbourhood, m.border},
                                std::get<PairwiseOnGraph>(model->game), std::move(begin));
    record = theory::run(population, plan);
  } else {
    record = theory::run(*model, std::move(begin), draws, plan);
  }
  SimulatedRun run;
  run.absorbed = record.absorbed;
  run.times.assign(record.times.begin(), record.times.end());
  run.shares = std::move(record.shares);
  run.snapshots = std::move(record.snapshots);
  finish(run, a);
  return run;
}

std::vector<ResultTable> Study::summary(const std::vector<SimulatedRun>& runs) const {
  ResultTable shares{
      "simulation",
      {"Proporciones de las estrategias en poblaciones simuladas",
       "Shares of strategies in simulated populations"},
      "mean over replicates; standard error of that mean",
      {{"strategy", "", {"Estrategia", "Strategy"}, true},
       {"mean_share",
        "1",
        {"Proporción, media de las generaciones después de `skip`",
         "Share, mean over generations after `skip`"}},
       {"mean_share_se",
        "1",
        {"Error estándar de mean_share entre réplicas",
         "Standard error of mean_share over replicates"}},
       {"final_share", "1", {"Proporción al final", "Share at the end"}},
       {"final_share_se",
        "1",
        {"Error estándar de final_share entre réplicas",
         "Standard error of final_share over replicates"}},
       {"fixed",
        "1",
        {"Proporción de réplicas en las que todos la juegan al final",
         "Share of replicates in which all play it at the end"}},
       {"fixed_se",
        "1",
        {"Error estándar de fixed entre réplicas", "Standard error of fixed over replicates"}}}};
  for (std::size_t s = 0; s < strategies().size(); ++s) {
    shares.columns[0].texts.push_back(strategies()[s]);
    const Estimate mean = estimate(runs, [s](const SimulatedRun& r) { return r.mean_shares[s]; });
    const Estimate last = estimate(runs, [s](const SimulatedRun& r) { return r.shares.back()[s]; });
    const Estimate fixed = estimate(
        runs, [s](const SimulatedRun& r) { return r.fixed == static_cast<int>(s) ? 1.0 : 0.0; });
    std::size_t c = 1;
    for (const Estimate& e : {mean, last, fixed}) {
      shares.columns[c++].numbers.push_back(e.mean);
      shares.columns[c++].numbers.push_back(e.standard_error);
    }
  }
  ResultTable time{
      "simulation-time",
      {"Generaciones hasta que nada podía cambiar", "Generations until nothing could change"},
      "mean over replicates; standard error of that mean",
      {{"replicates", "1", {"Réplicas", "Replicates"}},
       {"absorbed",
        "1",
        {"Proporción de réplicas en las que ya nada podía cambiar",
         "Share of replicates in which nothing could change any more"}},
       {"time",
        "generations",
        {"Generaciones recorridas, media entre réplicas", "Generations run, mean over replicates"}},
       {"time_se",
        "generations",
        {"Error estándar de time entre réplicas", "Standard error of time over replicates"}}}};
  const Estimate absorbed =
      estimate(runs, [](const SimulatedRun& r) { return r.absorbed ? 1.0 : 0.0; });
  const Estimate length = estimate(runs, [](const SimulatedRun& r) { return r.time; });
  const double values[] = {static_cast<double>(runs.size()), absorbed.mean, length.mean,
                           length.standard_error};
  for (std::size_t c = 0; c < time.columns.size(); ++c)
    time.columns[c].numbers.push_back(values[c]);
  return {std::move(shares), std::move(time)};
}

}  // namespace minga::theory
