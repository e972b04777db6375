"""English words of the plots and the report."""

from minga.lang import en_explore, en_worth

TEXT = {
    # plots
    "tournament_axis": "Points in a match",
    "tournament_note": "Point: mean over opponents. Ticks: each opponent. Bar: half of them lie in it.",
    "encounters_row": "Who scores",
    "encounters_column": "Against whom",
    "evolution_time": "Generation",
    "evolution_share": "Share of the population",
    "evolution_others": "others",
    "evolution_note": "Line: mean over replicates. Band: central 80% of replicates.",
    "and": " and ",
    "month": "Months since the start",
    "thousands": "thousand {units}",
    "millions": "million {units}",
    "per_group": "{units} per group",
    "welfare": "Net welfare",
    "welfare_relative": "Net welfare compared with no programme",
    "survived": "Groups still alive at the end",
    "final:cooperation_rate": "Contributions made of those due, last year (groups gone count as 0)",
    "cooperation_final": "Contributions made of those due, last half year (groups gone count as 0)",
    "cooperation_rate": "Contributions made, of those due",
    "attendance": "Attendance at meetings, of members",
    "trust": "Trust in intentions (0 to 1)",
    "engagement": "Engagement (0 to 1)",
    "alive": "Groups alive, of all started",
    "alive@programme": "Groups alive, of all candidates",
    "name_alive_only": "{what} (while the group lived)",
    "axis_alive_only": "{what}\n(groups alive at that time)",
    "band": "Line: mean over replicates. Band: central {share} of replicates.",
    "heat_note_grey": "Grey in brackets: the 95% interval includes zero.",
    "heat_note_partial": "Partial: {k} of {n} combinations have all their runs; the others are blank.",
    "heat_note_plain": "Boxed: the highest.",
    "ledger_axis": "Difference from no programme, {units} per group, discounted",
    "ledger_axis_plain": "{units} per group, discounted",
    "member_gain": "Members’ gains",
    "member_cost": "Members’ money and hours",
    "cost": "Programme cost",
    "outsider_effect": "Effect on non-members",
    "net": "Net welfare, 95% interval",
    "survival_axis": "Share of groups alive",
    "survival_note": "Kaplan–Meier; band: 95% interval (Greenwood, log–log scale; Wilson where all or none are alive).",
    "profile_axis": "Gain less own cost per firm, {units}, discounted",
    "profile_note": "Marker: mean over replicates. Line: 95% interval.",
    "contrast_axis": "Difference in {outcome} from “{reference}”, {units}",
    "contrast_note": "Marker: mean paired difference. Line: 95% interval, Bonferroni over levels.",
    "response_note": "Dots: design points (mean over replicates). Line: mean of bins, 95% interval.",
    # roles
    "named": "{factor} “{level}”",
    "role_best": "Best",
    "role_second": "Runner-up",
    "role_baseline": "No programme, same conditions",
    "role_worst": "Worst",
    "role_worst_same": "Worst, same conditions",
    "role_only": "This scenario",
    # page
    "lang_name": "English",
    "report_title": "What served best, and how sure we are",
    "report_title_single": "What happened to the groups",
    "report_title_partial": "Not finished: what has run so far",
    "skip": "Contents",
    "h_headline": "The short answer",
    "h_partial": "No result yet",
    "h_experiment": "What was tried",
    "h_rank": "Five best and five worst",
    "h_strata": "The best at each level of “{factor}”",
    "h_heat": "Every combination at a glance",
    "h_heat_partial": "The combinations that have run",
    "h_trajectory": "What the groups did over time",
    "h_ledger": "Where the net welfare comes from",
    "h_survival": "How long the groups lived",
    "h_milestones": "Milestones",
    "h_profile": "Who gains and who pays",
    "h_contrast": "One factor at a time",
    "h_limits": "What this does not show",
    "h_reproduce": "How to get these numbers again",
    "not_complete": "This experiment is not finished: {m} of {total} runs are done. "
    "Everything below describes those.",
    "failed_runs": "{n} of {total} runs failed and are left out of every estimate.",
    "failed_points": "{k} of the {n} combinations have no run that worked. They are not ranked: "
    "nothing here says whether they are better or worse than the others.",
    "partial_lead": "<strong>This experiment is not finished.</strong> {whole} of {points} "
    "combinations are complete: {done} of {runs} runs are done.",
    "partial_why": "Runs are done in the order of the design, so those that are done are one corner "
    "of it and no sample. Which combination serves best, which may be best, and whether any of them "
    "repays its cost can be said only when all have run.",
    "partial_resume": "To run the rest, give the same command once more, with `--resume`. What is done "
    "is kept.",
    "p_worked": "Runs that worked",
    "p_failed": "Runs that failed",
    "p_not_run": "Runs not done yet",
    "headline_best": "<strong>{best}</strong> served best: net welfare of {mean} per group "
    "(95% interval {ci}), discounted to the start.",
    "headline_single@programme": "Net welfare came to <strong>{mean}</strong> per candidate group "
    "(95% interval {ci}), discounted to the start.",
    "headline_best@programme": "<strong>{best}</strong> served best: net welfare of {mean} per candidate "
    "group (95% interval {ci}), discounted to the start.",
    "headline_survival@programme": "{share} of the candidate groups existed at the end (month {month}).",
    "headline_single": "Net welfare came to <strong>{mean}</strong> per group "
    "(95% interval {ci}), discounted to the start.",
    "headline_survival": "{share} of the groups were alive at the end (month {month}).",
    "headline_base_better": "That is {gap} ({ci}) more than no programme under the same "
    "conditions; this interval holds for one combination alone.",
    "headline_base_unsure": "Against no programme under the same conditions the difference is {gap} "
    "({ci}): the interval includes zero, so this experiment cannot say that it helps.",
    "headline_base_is_best": "The best combination is to do nothing: no intervention tried repays "
    "its cost here.",
    "headline_second_sure": "Its lead over the runner-up, {second}, is {gap} ({ci}).",
    "headline_second_unsure": "Its lead over the runner-up, {second}, is {gap} ({ci}): "
    "they cannot be told apart.",
    "headline_second_tied": "It is tied with {second}: both gave the same net welfare in every replicate.",
    "headline_set_one": "No other combination can be the best, with 95% confidence "
    "over all {k} at once.",
    "headline_set": "Counting this one, {m} of the {k} combinations may be the best, "
    "with 95% confidence over all at once.",
    "headline_set_all": "None of the {k} combinations can be ruled out as the best; "
    "more replicates are needed.",
    "headline_honest": "The best of many is partly luck. Chosen on half of the replicates and "
    "valued on the other half, the winner is worth {mean} ({ci}).",
    "headline_honest_gap": "That is {gap} ({ci}) more than no programme, by the same reckoning.",
    "repay_intro": "Does it repay to do something? Against doing nothing, at each level of {factor}, "
    "with 95% confidence over all combinations of that level at once:",
    "repay_none": "<b>{level}</b>: no. None of the {k} combinations tried gave more than doing nothing.",
    "repay_unsure": "<b>{level}</b>: not shown for any of the {k} tried. The best of them, {best}, gave "
    "{gap} more ({ci}): the interval includes zero.",
    "repay_some": "<b>{level}</b>: yes, for {m} of the {k} tried. The best of those, {best}, gave {gap} "
    "more ({ci}).",
    "repay_all": "<b>{level}</b>: yes, for all {k} tried. The best of them, {best}, gave {gap} more "
    "({ci}).",
    "repay_note": "“More than no programme” and its interval hold for one combination at a time. “Shown "
    "to repay” counts the combinations that do more good than doing nothing, with 95% confidence over "
    "all of that level at once.",
    "best_set_list": "The {m} combinations that may be the best",
    "best_set_more": "and {n} more",
    "no_baseline": "This design has no point without a programme, so values are not compared "
    "with one.",
    "t_scenario": "Scenario",
    "t_factors": "Factors",
    "t_levels": "{n} levels",
    "t_range": "{n} values from {low} to {high}",
    "t_points": "Combinations",
    "t_replicates": "Replicates of each",
    "t_runs": "Runs",
    "t_horizon": "Horizon",
    "t_horizon_value": "{periods} periods of {days} days ({months} months)",
    "t_seed": "Seed",
    "t_crn": "Random numbers",
    "t_crn_yes": "shared by all combinations within a replicate, so that differences are paired",
    "t_crn_no": "independent for each combination",
    "t_outcome": "Main measure",
    "t_outcome_value": "net welfare per group, fixed before the runs: members’ gains minus their "
    "money and hours, minus programme cost, plus effects on non-members, in {units}, discounted "
    "to the start, over every group that was started",
    "t_outcome_value@programme": "net welfare per candidate group, fixed before the runs: members’ gains "
    "minus their money and hours, minus programme cost, plus effects on non-members, in {units}, "
    "discounted to the start, over every candidate group, served or not",
    "currency_unknown": "the scenario’s currency",
    "c_rank": "Rank",
    "c_mean": "Net welfare",
    "c_ci": "95% interval",
    "c_gain": "More than no programme",
    "c_gain_ci": "95% interval, paired",
    "c_set": "May be best",
    "c_repay": "Shown to repay",
    "c_best": "Best",
    "c_level": "Level",
    "c_difference": "Difference",
    "c_replicates": "Replicates",
    "c_milestone": "Milestone",
    "c_reached": "reached",
    "c_median": "median month",
    "c_line": "Line of the ledger",
    "yes": "yes",
    "no": "no",
    "rank_caption": "Combinations by net welfare per group, {units}",
    "rank_note": "Intervals hold for one combination at a time. “May be best” holds for all at "
    "once: with 95% confidence the truly best one is among them.",
    "strata_note": "A programme seldom chooses this level: it is a circumstance as much as a lever. "
    "Read the best intervention for the level you expect.",
    "strata_caption": "Best combination at each level of {factor}",
    "heat_welfare_intro": "Each cell is the mean of paired differences from doing nothing at the "
    "same level of the remaining factors, so the cell without a programme is zero.",
    "heat_plain_intro": "Each cell is the mean over replicates.",
    "heat_averaged": "Averaged over: {factors}.",
    "heat_table": "The same numbers as a table",
    "heat_alt": "Heat map of {what}: {rows} by {columns}{panel}. Highest: {high} ({high_at}). "
    "Lowest: {low} ({low_at}).",
    "heat_panel": ", at {factor} {level}",
    "heat_partial": "Partial: {k} of {n} combinations have all their runs and are shown; the others "
    "are blank. Those shown are no sample of the design: nothing can be concluded from them about "
    "the whole.",
    "heat_alt_partial": "Heat map of {what}: {rows} by {columns}{panel}. Partial: {m} of {k} cells have "
    "all their runs.",
    "trajectory_intro": "Cooperation, attendance and trust are means over the groups still alive at "
    "that moment, which flatters a combination under which weak groups die; the share alive stands "
    "beside them for that reason.",
    "trajectory_alt": "Lines over {months} months for {who}. At the end: {ends}.",
    "ledger_intro": "Each bar splits the net welfare into its lines, as a difference from no "
    "programme. Bars to the right are gains, bars to the left are costs; the diamond is the net.",
    "ledger_intro_plain": "Bars to the right are gains, bars to the left are costs; the diamond is "
    "the net.",
    "ledger_alt": "Stacked bars of the ledger. Net: {nets}.",
    "survival_intro": "A group leaves the curve when it dissolves or goes dormant: a group that "
    "exists on paper only is not a survival. Early dissolution of a group that could not build "
    "trust is not in itself a failure of the programme.",
    "survival_alt": "Survival curves over {months} months. Alive at the end: {ends}.",
    "milestones_caption": "Share of groups that reached each milestone, and the median month of "
    "those that did",
    "profile_intro": "Members’ gains less the money and hours they put in, per firm. What the "
    "programme pays is not in this figure. Groups that never had a firm of a profile say nothing about it; "
    "those that dissolved early count.",
    "profile_alt": "Net gain per firm by profile. {ends}.",
    "contrast_intro": "Mean difference when only this factor changes, averaged over the others. "
    "An average hides what works only together with something else: read it beside the heat maps.",
    "contrast_caption": "Change in net welfare per group, {units}, when “{factor}” differs from "
    "“{reference}”",
    "contrast_none": "“{factor}” has too many levels, or never changes alone, so its levels are "
    "not paired; a figure shows the trend where it is a number.",
    "contrast_alt": "Paired differences by level of {factor}. {ends}.",
    "response_alt": "Scatter of mean net welfare against {factor}.",
    "limit_synthetic": "The firms are synthetic, also where the case is real. Nothing here "
    "describes, judges or labels an existing firm or person.",
    "limit_parameters": "Some parameters were fitted to published data, others are conjectures of "
    "practitioners or assumptions; `minga show` gives the source of each. The intervals cover chance "
    "between replicates only: not the uncertainty of the parameters, nor that of the model’s form.",
    "limit_population": "The evidence comes from laboratory games, mostly with students, and from "
    "field reports on small firms in Latin America. Elsewhere it is a hypothesis.",
    "limit_source": "Source stated by the scenario: {source}",
    "limit_curse": "The best of many combinations looks better than it is (the winner’s curse). "
    "Prefer the set that may be best to the single winner, and within it the cheapest or simplest.",
    "limit_survivors": "Means over the groups still alive are marked as such; net welfare counts "
    "every group that was started.",
    "limit_survivors@programme": "Means over the groups still alive are marked as such; net welfare "
    "counts every candidate group, also those that never formed.",
    "limit_decision": "Use it to think a programme through before it is paid for, and to know what "
    "to watch; it does not replace the judgement of those who know the place.",
    "r_command_recorded": "As recorded in the file",
    "r_rebuild": "To repeat from this page alone, save the configuration below as {file} and run",
    "r_report": "This page",
    "r_version": "Version",
    "r_git": "Source revision",
    "r_dirty": "{git}, with local changes",
    "r_compiler": "Compiler",
    "r_rng": "Random numbers",
    "r_created": "Created",
    "r_hash": "Configuration, SHA-256",
    "r_config": "The whole configuration",
    "r_unknown": "not recorded",
    "methods": "Methods. Intervals: Student’s t over replicates; pairs share the replicate’s random "
    "numbers. “May be best”: multiple comparisons with the best, Bonferroni (Hsu 1984; Nelson and "
    "Matejcik 1995). Survival: Kaplan and Meier 1958, Greenwood 1926; runs of several points are "
    "clustered by replicate (Williams 1995).",
    # terminal
    "cli_exists": "{path} exists already; give another -o, or --force to overwrite it",
    "cli_best": "The {n} best by net welfare per group ({units}):",
    "cli_worst": "The {n} worst:",
    "cli_points": "{k} combinations x {n} replicates; {m} may be best (95% over all at once)",
    "cli_strata": "Best at each {factor}, which is a circumstance as much as a lever:",
    "cli_repay": "Does it repay, against doing nothing, at each {factor}? (95% over all of a level at once)",
    "cli_partial": "Not finished: {whole} of {points} combinations are complete, {done} of {runs} runs are "
    "done\n  worked: {worked}\n  failed: {failed}\n  not run: {not_run}",
    "cli_partial_why": "Runs are done in the order of the design, so these are no sample of it: nothing is "
    "ranked\nbefore all have run.",
    "cli_resume": "To run the rest:\n  {command}",
    "cli_results": "Results: {path}",
    "cli_report": "Report:  {path}",
    "cli_vs": "vs none",
}

NAMES = {
    "level:not used": "not used",
    "factor:regulation": "regulation",
    "factor:facilitator": "facilitator",
    "factor:participation": "participation",
    "regulation:none": "no regulation",
    "regulation:handshake": "handshake",
    "regulation:commitment-letter": "commitment letter",
    "regulation:otavalo-2008": "Otavalo 2008",
    "regulation:graduated-sanctions": "graduated sanctions",
    "regulation:strict-expulsion": "strict expulsion",
    "regulation:paid-manager": "paid manager",
    "regulation:peer-punishment": "peer punishment",
    "facilitator:none": "no facilitator",
    "facilitator:trust-first": "trust first",
    "facilitator:activism": "activism",
    "facilitator:directive": "directive",
    "facilitator:dependent": "dependent",
    "facilitator:empowering": "empowering",
    "facilitator:abrupt-exit": "abrupt exit",
    "facilitator:adaptive": "adaptive",
    "facilitator:member-owner": "member-owner",
    "participation:endogenous": "endogenous",
    "profile:saint": "saint",
    "profile:solid-citizen": "solid citizen",
    "profile:solid_citizen": "solid citizen",
    "profile:win-at-all-costs": "win at all costs",
    "profile:win_at_all_costs": "win at all costs",
    "profile:opportunist": "opportunist",
    "milestone:time_to_regulation": "Regulation adopted",
    "milestone:time_to_pilot": "First pilot done",
    "milestone:time_to_plan": "Plan agreed",
    "milestone:time_to_routine": "Working routine",
    "milestone:time_to_manager": "Manager hired",
    "milestone:time_to_exit": "Facilitator gone",
    "milestone:time_to_standing_alone": "Standing alone two years later",
}

TEXT |= en_worth.TEXT | en_explore.TEXT
NAMES |= en_worth.NAMES
