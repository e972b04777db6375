// The transition matrix that a theory file asks for: rows are chances, and what is told elsewhere
// follows from them.
#include "minga/io/theory.hpp"
#include "minga/theory/study.hpp"
#include "support/catch.hpp"
#include "support/io_fixture.hpp"

#include <cmath>
#include <map>
#include <stdexcept>

using namespace minga;

namespace {

const std::string kRing = R"(kind = "theory"
[scenario]
name = "ring"
[game]
form = "matrix"
strategies = ["rock", "paper", "scissors"]
payoff = [[0, -1, 1], [1, 0, -1], [-1, 1, 0]]
[population]
size = 5
[update]
rule = "fermi"
mutation = 0.1
[analysis]
what = ["transitions"]
)";

theory::ResultTable answer(const std::string& text, theory::Question question,
                           const std::string& name, const std::vector<io::Override>& set = {}) {
  const theory::Study study(io::load_theory_text(text, "test.toml", set).value);
  for (theory::ResultTable& t : study.answer(question)) {
    if (t.name == name)
      return t;
  }
  throw std::logic_error("no table " + name);
}

const std::vector<double>& column(const theory::ResultTable& t, const std::string& name) {
  for (const theory::ResultColumn& c : t.columns) {
    if (c.name == name)
      return c.numbers;
  }
  throw std::logic_error("no column " + name);
}

const std::string kDonation = test::replaced(
    test::replaced(kRing, "payoff = [[0, -1, 1], [1, 0, -1], [-1, 1, 0]]", "benefit = 3\ncost = 1"),
    "form = \"matrix\"\nstrategies = [\"rock\", \"paper\", \"scissors\"]", "form = \"donation\"");

}  // namespace

TEST_CASE("steps of two strategies are those of the Fermi rule, with and without mutation") {
  const int n = 5;
  for (const double mu : {0.0, 0.1}) {
    const auto t = answer(kDonation, theory::Question::transitions, "transitions",
                          {{"update.mutation", std::to_string(mu)}});
    REQUIRE(t.rows() == n + 1);
    for (int i = 0; i <= n; ++i) {
      CAPTURE(mu, i);
      // pi_C - pi_D: a cooperator meets one cooperator less, and pays
      const double gain = -3.0 / (n - 1) - 1.0;
      const double meet = static_cast<double>(i) * (n - i) / (n * (n - 1.0));
      const double up = (1 - mu) * meet / (1 + std::exp(-gain)) + mu * (n - i) / n;
      const double down = (1 - mu) * meet / (1 + std::exp(gain)) + mu * i / n;
      const auto row = static_cast<std::size_t>(i);
      CHECK(column(t, "players")[row] == i);
      CHECK(column(t, "up")[row] == test::Approx(up).margin(1e-12));
      CHECK(column(t, "down")[row] == test::Approx(down).margin(1e-12));
      CHECK(column(t, "stay")[row] == test::Approx(1 - up - down).margin(1e-12));
    }
  }
}

TEST_CASE("steps of three strategies sum to one and keep the long run") {
  const auto t = answer(kRing, theory::Question::transitions, "transitions");
  const auto states = answer(kRing, theory::Question::stationary, "stationary-states",
                             {{"analysis.what", "[\"stationary\"]"}});
  std::map<std::vector<double>, double> share, out, in;
  for (std::size_t k = 0; k < states.rows(); ++k)
    share[{column(states, "rock")[k], column(states, "paper")[k]}] =
        column(states, "probability")[k];
  CHECK(share.size() == 21);
  for (std::size_t k = 0; k < t.rows(); ++k) {
    const std::vector<double> from{column(t, "from rock")[k], column(t, "from paper")[k]};
    const std::vector<double> to{column(t, "to rock")[k], column(t, "to paper")[k]};
    const double chance = column(t, "chance")[k];
    CHECK(chance > 0.0);
    out[from] += chance;
    in[to] += share.at(from) * chance;
  }
  for (const auto& [state, probability] : share) {
    CHECK(out.at(state) == test::Approx(1.0).epsilon(1e-12));
    CHECK(in.at(state) == test::Approx(probability).epsilon(1e-9));
  }
}

TEST_CASE("the chain of rare mutation has fixation by the number of other strategies") {
  const std::vector<io::Override> rare{{"analysis.what", "[\"rare-mutation\"]"}};
  const auto chain = answer(kRing, theory::Question::rare_mutation, "rare-mutation-chain", rare);
  const auto fixed = answer(kRing, theory::Question::rare_mutation, "rare-mutation-fixation", rare);
  CHECK(column(chain, "to paper")[0] == test::Approx(column(fixed, "paper")[0] / 2));
  CHECK(column(chain, "to rock")[0] + column(chain, "to paper")[0] +
            column(chain, "to scissors")[0] ==
        test::Approx(1.0));
  CHECK(column(chain, "to paper")[0] > column(chain, "to scissors")[0]);
}

TEST_CASE("a transition matrix that nobody can read is refused") {
  try {
    answer(kRing, theory::Question::transitions, "transitions", {{"population.size", "80"}});
    FAIL("it was made");
  } catch (const io::InputError& error) {
    CHECK_THAT(test::all_of(error.faults()), test::ContainsSubstring("too many to tell all steps"));
  }
}
