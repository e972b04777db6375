"""Assumed parameters that the field stage may free, with wide priors, and what each one sets.

A prior spans a factor of four either way around the number that was assumed (log-uniform), or the
range that makes sense for a share, a chance or a weight of log odds (uniform). Ends that an earlier
fit pressed on are wider, with their reason. What defines a milestone (``routine_conduct``,
``pilot_share``, ...) is a measure and not free.
"""

from __future__ import annotations

from minga.calibrate.parameters import SOLID, Prior


def _share(name: str, low: float, high: float) -> Prior:
    return Prior(name, low, high, "uniform", f"`model.{name}`", "assumed, wide")


def _rate(name: str, assumed: float, most: float = 1e9) -> Prior:
    high = min(4.0 * assumed, most)
    return Prior(name, assumed / 4.0, high, "log-uniform", f"`model.{name}`", "assumed, factor 4")


def _solid(name: str, low: float, high: float) -> Prior:
    target = f"solid citizen's `{name}`"
    return Prior(f"solid_{name}", low, high, "uniform", target, "assumed, wide")


# a third of the margin in a month from fortnightly meetings: above any measured programme
LARGE_GAIN = "assumed, factor 4 down and 8 up"
# 1/131 per fortnight is the horizon of five years: at 0.003 a habit as good as never changes in it
SLOW_HABIT = "from as good as never in five years to a month"

CANDIDATES = (
    # learning: the laboratory's rates are per round and the field's memory is slower
    Prior("private_learning", 0.03, 3.0, "log-uniform", "`model.private_learning`", "factor 10"),
    Prior("private_memory", 0.003, 0.3, "log-uniform", "`model.private_memory`", "factor 10"),
    Prior("expectation_rate", 0.02, 0.9, "log-uniform", "`model.expectation_rate`", "wide"),
    Prior("belief_concentration", 0.5, 64.0, "log-uniform", "`model.belief_concentration`", "wide"),
    _rate("reputation_drift", 0.01),
    _share("evidence_weight", 0.0, 2.0),
    _share("yield_evidence", 0.0, 2.0),
    _share("informal_visibility", 0.05, 0.95),
    _rate("detection_learning", 0.25, 1.0),
    _share("detection_prior", 0.2, 1.0),
    # what membership is worth
    Prior("meeting_gain", 0.005, 0.16, "log-uniform", "`model.meeting_gain`", LARGE_GAIN),
    _share("cover", 0.0, 2.0),
    _rate("benefit_memory", 0.08),
    _rate("horizon_months", 36.0),
    _share("expulsion_weight", 0.0, 1.0),
    _share("promise_weight", 0.0, 1.0),
    _rate("promise_fade", 0.02),
    _share("conduct_response", 0.0, 2.0),
    # participation
    Prior("engagement_rate", 0.003, 0.24, "log-uniform", "`model.engagement_rate`", SLOW_HABIT),
    _share("engagement_gain", 0.0, 4.0),
    _share("engagement_pull", 0.0, 4.0),
    _share("engagement_income", 0.0, 6.0),
    _share("engagement_fatigue", 0.0, 1.0),
    _share("engagement_bias", -3.0, 2.0),
    _share("engagement_spread", 0.0, 4.0),
    _share("attention", 0.0, 3.0),
    _share("convening_effect", 0.0, 2.0),
    _share("absence_excused", 0.0, 1.0),
    _rate("size_load", 0.02),
    _share("diversity_load", 0.0, 4.0),
    # the group
    _rate("capability_learning", 0.03),
    _rate("capability_decay", 0.004),
    _share("manager_effect", 0.0, 1.0),
    _share("market_access", 0.4, 1.0),
    _rate("conflict_defection", 0.15),
    _share("conflict_loss", 0.0, 1.0),
    _rate("persuasion_rate", 0.03),
    _rate("exit_rate", 0.03),
    _rate("exit_noise", 0.2),
    _rate("turnover_rate", 0.2),
    _rate("entry_rate", 0.1),
    _share("closure", 0.0, 1.0),
    _share("trust_floor", 0.0, 0.2),
    _share("vote_reluctance", 0.0, 3.0),
    _share("dissolve_share", 0.3, 1.0),
    _share("failure_effect", 0.0, 4.0),
    # facilitation
    _rate("trust_effect", 0.6),
    _rate("activity_scale", 1.0),
    _rate("training_effect", 0.04),
    _share("support_effect", 0.1, 1.0),
    _rate("day_contributions", 2.5),
    _rate("drafting_rate", 0.4, 1.0),
    _rate("self_drafting", 0.02),
    _rate("vision_effect", 0.12),
    _rate("plan_effort", 6.0),
    # the profile whose conduct the others' depends on
    _solid("kappa", 0.0, 0.8),
    _solid("inducement", 0.0, 0.8),
    _solid("anger", 0.0, 1.6),
)


def path(name: str) -> str:
    """The parameter of the program that a candidate sets."""
    if name.startswith("solid_"):
        return f"profiles.{SOLID}.{name.removeprefix('solid_')}.mean"
    return f"model.{name}"
