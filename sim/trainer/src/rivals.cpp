// The shipped strategies on a scenario, and whether they can be told apart on it.
#include "minga/io/catalogue.hpp"
#include "minga/io/scenario.hpp"
#include "minga/trainer/debrief.hpp"

#include <boost/math/distributions/fisher_f.hpp>

#include <cmath>
#include <limits>

namespace minga::trainer {
namespace {

struct Sample {
  std::vector<double> values;
  double mean() const {
    double sum = 0.0;
    for (const double x : values)
      sum += x;
    return sum / static_cast<double>(values.size());
  }
  double squares() const {
    const double m = mean();
    double sum = 0.0;
    for (const double x : values)
      sum += (x - m) * (x - m);
    return sum;
  }
  double error() const {
    const auto n = static_cast<double>(values.size());
    return n > 1.0 ? std::sqrt(squares() / (n - 1.0) / n) : 0.0;
  }
};

/// One-way analysis of variance.
void analyse(const std::vector<Sample>& samples, double& f, double& p) {
  Sample all;
  double within = 0.0;
  for (const Sample& s : samples) {
    all.values.insert(all.values.end(), s.values.begin(), s.values.end());
    within += s.squares();
  }
  const double between = all.squares() - within;
  const auto groups = static_cast<double>(samples.size()) - 1.0;
  const auto rest = static_cast<double>(all.values.size() - samples.size());
  if (groups < 1.0 || rest < 1.0)
    return;
  if (within <= 0.0) {
    f = between > 0.0 ? std::numeric_limits<double>::max() : 0.0;
    p = between > 0.0 ? 0.0 : 1.0;
    return;
  }
  f = std::max(0.0, between) / groups / (within / rest);
  p = boost::math::cdf(boost::math::complement(boost::math::fisher_f(groups, rest), f));
}

}  // namespace

std::vector<Rival> rivals_of(const core::Scenario& scenario, const std::string& text) {
  std::vector<Rival> out;
  for (const io::Entry& entry : io::list("facilitators")) {
    const std::vector<io::Override> change{{"facilitator", '"' + entry.name + '"'}};
    Rival rival{entry.name,
                {entry.title_es, entry.title_en},
                io::load_scenario_text(text, "training", change).value};
    rival.scenario.record = scenario.record;
    // nobody else joins or stays out because another strategy asks for money
    rival.scenario.facilitator.co_investment = scenario.facilitator.co_investment;
    out.push_back(std::move(rival));
  }
  return out;
}

Discrimination discriminate(const core::Scenario& scenario, const std::string& text, int seeds) {
  Discrimination out;
  std::vector<Sample> group;
  std::vector<Sample> autonomy;
  for (const Rival& rival : rivals_of(scenario, text)) {
    Sample worth;
    Sample alone;
    double standing = 0.0;
    for (int seed = 1; seed <= seeds; ++seed) {
      const Outcome o =
          play_automatic(rival.scenario, static_cast<std::uint64_t>(seed), 0).outcome();
      worth.values.push_back(o.group);
      alone.values.push_back(o.autonomy);
      standing += o.stands_alone;
    }
    out.rows.push_back({rival.name, rival.title, worth.mean(), worth.error(), alone.mean(),
                        alone.error(), standing / seeds});
    group.push_back(std::move(worth));
    autonomy.push_back(std::move(alone));
  }
  analyse(group, out.group_f, out.group_p);
  analyse(autonomy, out.autonomy_f, out.autonomy_p);
  return out;
}

}  // namespace minga::trainer
