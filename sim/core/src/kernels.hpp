// The arithmetic that most of a run's time goes into, for many firms in one call. Each kernel
// exists twice: as a plain loop over the functions that the model is written in (the reference),
// and for several firms at once with the vectors that the processor has. Both give the same bits.
#pragma once

#include "minga/core/choice.hpp"
#include "minga/core/names.hpp"
#include "minga/core/random.hpp"

#include <array>
#include <cstdint>
#include <span>

namespace minga::core {

/// Firms that a kernel takes at once.
inline constexpr int kKernelWidth = 8;

/// One number of each of so many firms.
struct alignas(64) Lane {
  std::array<double, kKernelWidth> of{};
  double& operator[](int i) { return of[static_cast<std::size_t>(i)]; }
  double operator[](int i) const { return of[static_cast<std::size_t>(i)]; }
};

/// What is the same for all firms that decide about an action together.
struct DecisionGame {
  int n = 1;  ///< who play together
  int levels = 1;
  std::ptrdiff_t stride = 0;
  const double* own0 = nullptr;  ///< as in `Stakes`
  const double* plain0 = nullptr;
  const double* others0 = nullptr;
  const double* others_plain0 = nullptr;
  const double* induced = nullptr;
  double scale = 1.0;
  double cost = 0.0;
  double others_yield = 1.0;
  double promise = 0.0;           ///< of the norm: weight x promise given
  const double* peers = nullptr;  ///< [level]: what peers take, currency; null where they do not
  const BetaBinomial* belief = nullptr;
  DecisionRule rule = DecisionRule::logit;
};

/// What differs among them, and what comes out.
struct DecisionLanes {
  int count = 0;  ///< firms in it; the rest is padding
  Lane tau;       ///< share of the others expected to contribute
  Lane own_yield, side_gain, side_harm, sanction, exclusion;  ///< as in `Stakes`
  Lane detected;                                              ///< perceived chance to be found out
  Lane away;                                                  ///< feared for staying away, currency
  Lane omega, gamma, vision, inducement, lambda, eta, epsilon;
  Lane line;  ///< 1: the norm is a line, 0: a threshold
  Lane intercept, slope, threshold;
  Lane felt, drawn;   ///< uniforms: which obligation, which level
  Lane value, level;  ///< out: of coming, currency; contribution, share of what is due
  Lane mean;          ///< out: expected contribution
};

/// What profiles at their means would give on average over the obligations that a norm may put.
struct ConductLanes {
  int count = 0;
  std::array<Lane, kMaxLevels + 1> utility;  ///< [level]: but for the norm, in stakes
  Lane gamma, eta, epsilon;
  Lane low, high, chance_up;  ///< as in `Obligation`
  Lane level;                 ///< out: mean share of what is due
};

/// The draws of consecutive units that share one call of the generator, by word and unit.
struct DrawRequest {
  Address first;
  std::uint32_t call = 0;
  int units = 0;
  std::array<std::uint32_t*, 4> words{};  ///< [word] -> out, [unit]
};

struct Kernels {
  /// e^x of each, in place.
  void (*exp_each)(std::span<double> x);
  /// 1 / (1 + e^-x) of each, in place.
  void (*logistic_each)(std::span<double> x);
  /// x^power of each normal x > 0, in place.
  void (*pow_each)(std::span<double> x, double power);
  void (*draw)(const RandomField& random, const DrawRequest& request);
  /// @param scratch  room for as many as play together
  void (*decide)(const DecisionGame& game, DecisionLanes& lanes, std::span<Lane> scratch);
  void (*conduct)(int levels, DecisionRule rule, ConductLanes& lanes);
};

const Kernels& reference_kernels();
/// For several firms at once.
const Kernels& vector_kernels();

}  // namespace minga::core
