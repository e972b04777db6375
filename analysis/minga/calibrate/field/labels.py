"""What statistics, interventions and outcomes are called in the page and its picture."""

from __future__ import annotations

LABELS = {
    "active": "members who take part actively, share",
    "hardly": "members who hardly take part, share",
    "regulation_month": "regulation in force, month (median)",
    "regulation_share": "... share of groups, by month 36",
    "routine_month": "working routine, month (median)",
    "routine_share": "... share of groups, by month 36",
    "manager_month": "manager hired, month (median)",
    "manager_share": "... share of groups, by month 36",
    "institutionalised": "institutionalised at month 36, share of groups",
    "alive_36": "alive at month 36, share of groups",
    "alive_60": "alive at month 60, share of groups",
    "meeting_learning": "gain from meetings a month, share of the margin",
    "sanctions_rise": "contributions in year 3, graduated sanctions less none",
    "decay": "contributions in year 3 less year 1, without sanctions",
    "lab_contribution_1": "laboratory: contribution in round 1, tokens",
    "lab_contribution_4": "... in round 4",
    "lab_contribution_7": "... in round 7",
    "lab_contribution_10": "... in round 10",
    "lab_belief_1": "laboratory: belief in round 1, tokens",
    "lab_belief_10": "... in round 10",
    "lab_zero_1": "laboratory: share giving nothing in round 1",
    "lab_zero_10": "... in round 10",
    "lab_punished_partners": "laboratory: contribution under punishment, groups that stay, tokens",
    "lab_punished_strangers": "... groups drawn anew, tokens",
}
