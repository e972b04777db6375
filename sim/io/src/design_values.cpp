#include "design_values.hpp"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <stdexcept>

namespace minga::io {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr const char* kKinds =
    "{ kind = \"normal\", mean, sd }, { kind = \"lognormal\", median, sigma }, "
    "{ kind = \"triangular\", low, mode, high } or { kind = \"beta\", alpha, beta }";

struct Bounds {
  double lo = -kInfinity;
  double hi = kInfinity;
};

/// A distribution by its two functions.
struct Law {
  std::function<double(double)> cdf;
  std::function<double(double)> quantile;
};

template <class Distribution>
Law law_of(const Distribution& distribution) {
  return {[distribution](double x) { return boost::math::cdf(distribution, x); },
          [distribution](double p) { return boost::math::quantile(distribution, p); }};
}

class Reader {
 public:
  Reader(const FactorFile& factor, const std::string& path, bool whole, Reading& reading)
      : factor_(factor), path_(path), whole_(whole), reading_(reading) {}

  ValueAt operator()() {
    const bool log = read_scale();
    const std::optional<Bounds> bounds = read_range(log);
    if (!bounds)
      return {};
    if (factor_.distribution.kind != Node::Kind::none)
      return from_distribution(*bounds);
    if (log)
      return placed(
          [lo = std::log(bounds->lo), hi = std::log(bounds->hi), whole = whole_](double u) {
            const double x = std::exp(lo + u * (hi - lo));
            return whole ? std::round(x) : x;
          });
    if (whole_) {
      const double values = bounds->hi - bounds->lo + 1.0;
      return placed([lo = bounds->lo, hi = bounds->hi, values](double u) {
        return std::min(hi, lo + std::floor(u * values));
      });
    }
    return placed([b = *bounds](double u) { return b.lo + u * (b.hi - b.lo); });
  }

 private:
  void fault(const Node& at, const char* key, std::string message, std::string accepted) {
    reading_.faults.add(at, path_ + "." + key, std::move(message), std::move(accepted));
  }

  bool read_scale() {
    const Node& scale = factor_.scale;
    if (scale.text == "log" && factor_.distribution.kind != Node::Kind::none)
      fault(scale, "scale", "a distribution has a scale of its own", "a range, or no scale");
    return scale.text == "log";
  }

  /// Without a range everything; nothing where it is faulty.
  std::optional<Bounds> read_range(bool log) {
    const Node& range = factor_.range;
    if (range.kind == Node::Kind::none)
      return Bounds{};
    if (!range.is_array() || range.items.size() != 2 || !range.items[0].is_number() ||
        !range.items[1].is_number()) {
      fault(range, "range", "is not a range", "[lowest, highest], two numbers");
      return std::nullopt;
    }
    const Bounds bounds{range.items[0].number(), range.items[1].number()};
    if (!(bounds.lo < bounds.hi)) {
      fault(range, "range", "its end is not above its beginning", "[lowest, highest]");
      return std::nullopt;
    }
    if (log && !(bounds.lo > 0.0)) {
      fault(range, "range", "a range on a log scale begins above 0", "positive numbers");
      return std::nullopt;
    }
    if (whole_ && (bounds.lo != std::floor(bounds.lo) || bounds.hi != std::floor(bounds.hi))) {
      fault(range, "range", "this parameter takes whole numbers", "whole numbers as ends");
      return std::nullopt;
    }
    return bounds;
  }

  /// The numbers of a distribution; nothing where one is missing or something else stands there.
  std::optional<std::map<std::string, double>> numbers(const std::vector<std::string>& names) {
    const Node& given = factor_.distribution;
    std::map<std::string, double> out;
    for (const auto& [key, value] : given.members) {
      if (key == "kind")
        continue;
      if (std::find(names.begin(), names.end(), key) == names.end() || !value.is_number()) {
        fault(value, ("distribution." + key).c_str(), "does not belong here, or is no number",
              kKinds);
        return std::nullopt;
      }
      out[key] = value.number();
    }
    if (out.size() != names.size()) {
      fault(given, "distribution", "lacks a number", kKinds);
      return std::nullopt;
    }
    return out;
  }

  std::optional<Law> read_law() {
    const Node& given = factor_.distribution;
    const Node* kind = given.is_table() ? given.find("kind") : nullptr;
    const std::map<std::string, std::vector<std::string>> known{
        {"normal", {"mean", "sd"}},
        {"lognormal", {"median", "sigma"}},
        {"triangular", {"low", "mode", "high"}},
        {"beta", {"alpha", "beta"}}};
    const auto found = kind != nullptr && kind->is_text() ? known.find(kind->text) : known.end();
    if (found == known.end()) {
      fault(given, "distribution", "is no distribution that is known here", kKinds);
      return std::nullopt;
    }
    const auto n = numbers(found->second);
    if (!n)
      return std::nullopt;
    try {
      if (found->first == "normal")
        return law_of(boost::math::normal(n->at("mean"), n->at("sd")));
      if (found->first == "lognormal")
        return law_of(boost::math::lognormal(std::log(n->at("median")), n->at("sigma")));
      if (found->first == "triangular")
        return law_of(boost::math::triangular(n->at("low"), n->at("mode"), n->at("high")));
      return law_of(boost::math::beta_distribution<>(n->at("alpha"), n->at("beta")));
    } catch (const std::exception&) {
      fault(given, "distribution", "has numbers that make no distribution", kKinds);
      return std::nullopt;
    }
  }

  /// Cut to the range, where there is one.
  ValueAt from_distribution(Bounds bounds) {
    const std::optional<Law> law = read_law();
    if (!law)
      return {};
    const auto share_at = [&](double x, double otherwise) {
      try {
        return std::isinf(x) ? otherwise : law->cdf(x);
      } catch (const std::domain_error&) {
        return otherwise;  // beyond the support
      }
    };
    const double lo = share_at(bounds.lo, 0.0);
    const double hi = share_at(bounds.hi, 1.0);
    if (!(lo < hi)) {
      fault(factor_.range, "range", "the distribution has nothing in this range",
            "a range where the distribution lies");
      return {};
    }
    return placed([law = *law, lo, hi, whole = whole_](double u) {
      const double x = law.quantile(lo + u * (hi - lo));
      return whole ? std::round(x) : x;
    });
  }

  ValueAt placed(std::function<double(double)> value) {
    const Origin origin =
        factor_.range.kind != Node::Kind::none ? factor_.range.origin : factor_.distribution.origin;
    return [value = std::move(value), origin, whole = whole_](double u) {
      const double x = value(u);
      Node node = whole ? make_integer(static_cast<std::int64_t>(x)) : make_real(x);
      node.origin = origin;
      return node;
    };
  }

  const FactorFile& factor_;
  const std::string& path_;
  bool whole_;
  Reading& reading_;
};

}  // namespace

ValueAt values_of(const FactorFile& factor, const std::string& path, bool whole, Reading& reading) {
  return Reader(factor, path, whole, reading)();
}

}  // namespace minga::io
