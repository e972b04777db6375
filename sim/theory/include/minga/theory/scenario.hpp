// A study of evolutionary game theory as one immutable value: which game, between whom, who copies
// whom, and what is asked. Ranges, defaults and sources are in the parameter table of the io layer,
// which fills this value from files; study.hpp answers what is asked.
#pragma once

#include "minga/core/action.hpp"
#include "minga/core/names.hpp"
#include "minga/core/scenario.hpp"
#include "minga/theory/automaton.hpp"
#include "minga/theory/group_games.hpp"
#include "minga/theory/lattice.hpp"
#include "minga/theory/public_goods_on_graph.hpp"
#include "minga/theory/reinforcement.hpp"
#include "minga/theory/repeated.hpp"
#include "minga/theory/update.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace minga::theory {

/// The one-shot games that a file can name.
enum class Form : std::uint8_t {
  matrix,
  prisoners_dilemma,
  donation,
  stag_hunt,
  snowdrift,
  hawk_dove,
  coordination,
  continuous_snowdrift,
  public_good,
  threshold,
  volunteers_dilemma,
  group_stag_hunt,
  group_snowdrift,
  collective_risk,
  action
};
enum class HorizonKind : std::uint8_t { rounds, continuation, endless };
/// Who meets whom.
enum class MeetingKind : std::uint8_t {
  well_mixed,
  lattice,
  ring,
  complete,
  star,
  random_regular,
  small_world,
  scale_free
};
/// What can be asked of a study.
enum class Question : std::uint8_t {
  classification,
  equilibria,
  payoffs,
  fixation,
  stationary,
  rare_mutation,
  transitions,
  replicator,
  rest_points,
  tournament,
  adaptive,
  trait,
  simulation
};

/// Somebody outside fines each unit that is withheld, where it is seen.
struct OutsideSanction {
  double detection = 1.0;  ///< chance to be seen
  double fine = 0.0;       ///< per unit withheld, in units of the contribution
};

/// Numbers that a form does not use are 0.
struct GameSpec {
  Form form = Form::matrix;
  bool dilemma = false;                 ///< the file claims that it is a social dilemma
  std::vector<std::string> strategies;  ///< matrix
  std::vector<std::vector<double>> payoff;
  double temptation = 5.0, reward = 3.0, punishment = 1.0, sucker = 0.0;
  double benefit = 0.0, cost = 1.0;
  double stag = 0.0, alone = 0.0, hare_alone = 0.0, hare_together = 0.0;
  double value = 0.0;
  double first = 0.0, second = 0.0;
  double benefit_quadratic = 0.0, cost_quadratic = 0.0;  ///< per square of what is invested
  double most = 1.0;                                     ///< largest investment
  int investments = 2;  ///< evenly spaced ones that are strategies to other questions
  int group = 0;        ///< 0: a node and its neighbours
  double multiplier = 0.0;
  int threshold = 0;
  double refund = 0.0;
  double endowment = 0.0;
  double risk = 0.0;
  RiskedPart lost = RiskedPart::rest;
  bool others_only = false;
  std::optional<double> loner{};
  std::optional<PeerPunishment> peers{};
  std::optional<PoolPunishment> pool{};
  std::optional<OutsideSanction> sanction{};
  core::Action action{};
  core::Distribution distribution = core::Distribution::equal;
};

/// Enforces own - kappa = chi (other's - kappa) in the scenario's own game (zero_determinant.hpp).
struct ZeroDeterminant {
  double chi = 1.0;    ///< factor
  double kappa = 0.0;  ///< payoff from which surpluses are counted
  double phi = 0.0;    ///< strength, above 0
};

/// A strategy of repeated play that a file brings: exactly one of the first five.
struct OwnStrategy {
  std::vector<double> memory_one;
  std::vector<double> reactive;
  std::vector<double> memory_n;
  std::vector<std::vector<double>> states;  ///< chance, next after CC, CD, DC, DD
  std::optional<ZeroDeterminant> zero_determinant{};
  double opening = 1.0;  ///< not of states
  int start = 0;         ///< of states
};

/// Turns the game into the game between strategies of its repetition.
struct RepeatedSpec {
  bool enabled = false;
  std::vector<std::string> strategies;
  HorizonKind horizon = HorizonKind::endless;
  int rounds = 0;
  double continuation = 0.0;
  double action_error = 0.0;
  double perception_error = 0.0;
};

struct PopulationSpec {
  using Named = std::vector<std::pair<std::string, double>>;
  int size = 100;
  Named counts;        ///< players of each strategy at the start
  Named shares;        ///< or shares; neither: all alike
  std::string centre;  ///< strategy of the one player in the middle of a structure
};

struct MeetingSpec {
  MeetingKind kind = MeetingKind::well_mixed;
  int rows = 0;
  int columns = 0;
  Neighbourhood neighbourhood = Neighbourhood::von_neumann;
  Border border = Border::periodic;
  int degree = 0;
  double rewiring = 0.0;
  int ties = 0;
  bool one_graph = false;  ///< all replicates on one random graph
  bool self = false;
  PayoffSum payoff = PayoffSum::accumulated;
};

struct UpdateSpec {
  Update update{};
  Reinforcement learning{};
};

struct AnalysisSpec {
  std::vector<Question> what;
  int generations = 0;
  int skip = 0;
  int every = 1;
  std::vector<int> snapshots;
  double duration = 100.0;
  double step = 1.0;
  int turns = 200;
  bool self_play = true;
  int repetitions = 0;  ///< 0: expected tournament
  int ecology = 0;
  std::vector<double> chances{0.5, 0.5, 0.5, 0.5};
  double trait = 0.5;  ///< where the trait begins

  bool asks(Question question) const {
    for (const Question q : what) {
      if (q == question)
        return true;
    }
    return false;
  }
  /// Whether players of a population revise what they do, so that its size and rule matter.
  bool revises() const {
    return asks(Question::simulation) || asks(Question::fixation) || asks(Question::stationary) ||
           asks(Question::rare_mutation) || asks(Question::transitions);
  }
};

struct Scenario {
  std::string name;
  core::Text title;
  core::Text description;
  std::string source;
  GameSpec game;
  std::vector<std::pair<std::string, OwnStrategy>> strategies;  ///< own ones, by name
  RepeatedSpec repeated;
  PopulationSpec population;
  MeetingSpec structure;
  UpdateSpec update;
  AnalysisSpec analysis;
  core::RunSettings run;
  std::uint32_t stream = 0;  ///< of random numbers: points of a design that share none differ here
};

/// Something that makes no sense: where, its value, why, and what would.
struct Objection {
  std::string path;  ///< of the parameter, as files spell it
  std::string message;
  std::string accepted;
};

/// Everything in a scenario that contradicts itself or cannot be answered, at once.
std::vector<Objection> objections(const Scenario& scenario);
/// What can be answered and is probably not meant, such as selection that does nothing. Only of
/// scenarios without objections. `accepted` says what would do something.
std::vector<Objection> cautions(const Scenario& scenario);

/// A form as the program lists it.
struct FormEntry {
  Form form;
  const char* title;
  const char* source;
  std::vector<const char*> needs;     ///< keys that have no default
  std::vector<const char*> may = {};  ///< keys that have one
  bool group = false;                 ///< of more than two players
};
const std::vector<FormEntry>& forms();
const FormEntry& entry_of(Form form);

/// Strategies of a repeated game of groups, by name.
const std::vector<std::pair<std::string, std::string>>& group_strategy_names();

}  // namespace minga::theory

namespace minga::core {

#define MINGA_NAMES(Enum, ...)                             \
  template <>                                              \
  constexpr auto names<Enum>() {                           \
    return std::to_array<std::string_view>({__VA_ARGS__}); \
  }
MINGA_NAMES(theory::Form, "matrix", "prisoners-dilemma", "donation", "stag-hunt", "snowdrift",
            "hawk-dove", "coordination", "continuous-snowdrift", "public-good", "threshold",
            "volunteers-dilemma", "group-stag-hunt", "group-snowdrift", "collective-risk", "action")
MINGA_NAMES(theory::RiskedPart, "rest", "endowment")
MINGA_NAMES(theory::HorizonKind, "rounds", "continuation", "endless")
MINGA_NAMES(theory::MeetingKind, "well-mixed", "lattice", "ring", "complete", "star",
            "random-regular", "small-world", "scale-free")
MINGA_NAMES(theory::Neighbourhood, "von-neumann", "moore")
MINGA_NAMES(theory::Border, "periodic", "open")
MINGA_NAMES(theory::PayoffSum, "accumulated", "averaged")
MINGA_NAMES(theory::UpdateRule, "moran-birth-death", "moran-death-birth", "fermi",
            "proportional-imitation", "imitate-best", "best-response", "aspiration",
            "reinforcement")
MINGA_NAMES(theory::Schedule, "synchronous", "random-sequential")
MINGA_NAMES(theory::Fitness, "linear", "exponential")
MINGA_NAMES(theory::Learning, "roth-erev", "bush-mosteller")
MINGA_NAMES(theory::Question, "classification", "equilibria", "payoffs", "fixation", "stationary",
            "rare-mutation", "transitions", "replicator", "rest-points", "tournament", "adaptive",
            "trait", "simulation")
#undef MINGA_NAMES

}  // namespace minga::core
