import { percent } from "../report/interval-words";
import type { ComputedPlan, PlanSetting } from "./compute-plan";
import { countWords, number, presetWords, winRateWords } from "./plan-words";
import type { ResolvedPlan } from "./resolve-assumptions";
import type { PlanView, PresetPlan } from "./schemas";

export interface PlanFacts {
  mode: PlanView["mode"];
  /** Judging of a pair may end before the budget, so that the report looks at every judgment. */
  hasStopRule: boolean;
  /** Pairs of which little is known get more of the budget than others. */
  isAllocated: boolean;
  resolved: ResolvedPlan;
  setting: PlanSetting;
  computed: ComputedPlan;
}

const whereTime = "of annotator time";

/** What the budget shows, what the margin needs, and how many days that is. */
export function planSentences(facts: PlanFacts): string[] {
  const { resolved, computed } = facts;
  const { annotators, hoursPerDay } = resolved;
  const { budgetTime } = computed;
  const sentences = [budgetSentence(facts), neededSentence(facts)];
  if (facts.hasStopRule)
    sentences.push(
      "The campaign has a stop rule. Its report looks at every judgment, with a wider interval than is planned with here: the played campaigns say where the rule ends them.",
    );
  if (facts.isAllocated)
    sentences.push(
      "The campaign judges the uncertain pairs more often. What is planned here is an even split: close pairs get more than that and clear ones less, and its report reads every pair by its confidence sequence, which is wider.",
    );
  if (budgetTime && budgetTime.minutes >= 60) {
    const people = countWords(annotators.value, "annotator");
    const hours = hoursPerDay === 1 ? "an hour" : `${number(hoursPerDay)} hours`;
    const each = annotators.value > 1 ? " each" : "";
    sentences.push(
      `With ${people} at ${hours} a day${each} the budget is ${countWords(budgetTime.days, "day")}.`,
    );
  }
  return sentences;
}

function ownOf({ presets }: ComputedPlan): PresetPlan {
  return presets.find(({ isOwn }) => isOwn) as PresetPlan;
}

function budgetSentence({ mode, resolved, setting, computed }: PlanFacts): string {
  const { budget } = resolved;
  const { pool } = setting;
  const time = computed.budgetTime ? `: about ${computed.budgetTime.words} ${whereTime}` : "";
  const verb = mode === "measure" ? "will show" : "would show";
  const { detectable } = ownOf(computed);
  const isOnePair = pool.pairs === 1;
  if (mode === "explore") {
    const shown =
      budget >= pool.comparisons || detectable === null
        ? ""
        : ` In measure mode ${amountWords(budget, setting)} ${verb} ${isOnePair ? "a winner" : "a pair's winner"} beyond a true win rate of ${winRateWords(detectable)}${time}.`;
    return `Explore mode says nothing of the comparisons that are not judged, so no budget short of all ${number(pool.comparisons)} shows a winner.${shown}`;
  }
  if (budget >= pool.comparisons) {
    const who = isOnePair ? "which model is ahead" : "which model of each pair is ahead";
    const all = pool.comparisons === 1 ? "the one comparison" : `all ${number(pool.comparisons)} comparisons`;
    return `Judging ${all} shows ${who} in this set, however close it is${time}.`;
  }
  const amount = amountWords(budget, setting);
  if (detectable === null)
    return `${amount} ${budget === 1 ? "is" : "are"} too few to show ${isOnePair ? "a winner" : "any pair's winner"}${time}.`;
  const winner = isOnePair
    ? `a winner if the true win rate is beyond ${winRateWords(detectable)}`
    : `a pair's winner if its true win rate is beyond ${winRateWords(detectable)}`;
  return `${amount} ${verb} ${winner}${time}.`;
}

/** "400 judgments", and what of it each pair has. */
function amountWords(budget: number, { pool, judgmentsEach }: PlanSetting): string {
  const amount =
    judgmentsEach === 1
      ? countWords(budget, "judgment")
      : `${countWords(budget, "comparison")} with ${judgmentsEach} judgments each`;
  if (pool.pairs === 1) return amount;
  const each = Math.round(budget / pool.pairs);
  return each < 1 ? amount : `${amount}, about ${number(each)} for each of ${pool.pairs} pairs,`;
}

function neededSentence({ mode, resolved, setting, computed }: PlanFacts): string {
  const { margin, preset } = resolved;
  const { pool, judgmentsEach } = setting;
  const { needed, neededRange, neededTime } = ownOf(computed);
  const rate = winRateWords(margin.value);
  if (margin.value === 0 || needed === null)
    return "A win rate of 50\u00a0% has no winner: no number of judgments shows one.";
  const unit = judgmentsEach === 1 ? "judgment" : "comparison";
  const pairs = pool.pairs > 1 ? " in every pair" : "";
  if (needed >= pool.comparisons)
    return `A true win rate of ${rate}${pairs} is shown by the whole set alone: ${countWords(needed, unit)}.`;
  const even = computed.presets.find((row) => row.preset === "uniform")?.needed ?? needed;
  const against =
    preset === "uniform" || even === needed
      ? ""
      : `, ${number(Math.abs(even - needed))} ${needed > even ? "more" : "fewer"} than with even drawing`;
  const range = neededRange ? ` (${number(neededRange[0])} to ${number(neededRange[1])})` : "";
  const how = mode === "measure" ? ` with ${presetWords[preset]}` : "";
  const time = neededTime ? `: about ${neededTime.words}` : "";
  return `To show a true win rate of ${rate}${pairs} takes ${countWords(needed, unit)}${range}${how}${against}${time}.`;
}

/** What stands in the way of the plan. */
export function planWarnings(
  { resolved, setting, computed }: PlanFacts,
  { asked, promptOnce }: { asked: number | null; promptOnce: boolean },
): string[] {
  const { budget, annotators } = resolved;
  const { pool, judgmentsEach } = setting;
  const warnings: string[] = [];
  if (asked !== null && asked > pool.comparisons)
    warnings.push(
      `The set has ${countWords(pool.comparisons, "comparison")}: a budget of ${number(asked)} is all of them.`,
    );
  const can = annotators.value * pool.prompts;
  if (promptOnce && annotators.from !== "assumed" && can < budget * judgmentsEach)
    warnings.push(
      `Everyone meets a prompt once, so ${countWords(annotators.value, "annotator")} can give ${countWords(can, "judgment")} at most, and the budget needs ${number(budget * judgmentsEach)}. Invite more people, or let them meet prompts again (Overview, Protocol).`,
    );
  if (computed.perPair < 30 && computed.perPair < pool.perPair.mean && computed.perPair >= 5)
    warnings.push("Below 30 comparisons to a pair these numbers are rough, and so are the intervals.");
  return warnings;
}

/** How to read the plan. */
export function planNotes(
  { resolved, setting, computed }: PlanFacts,
  { isMeasured }: { isMeasured: boolean },
): string[] {
  const { auc } = resolved;
  const { pool, judgmentsEach } = setting;
  const together =
    pool.pairs > 1 ? ` for all ${pool.pairs} pairs together (${percent(1 - computed.level)} each)` : "";
  const notes = [
    `“Shows” means: in four campaigns of five, at 95\u00a0% confidence${together}, with the number of judgments fixed before launch.`,
  ];
  notes.push("It speaks of the comparisons of this set, not of other prompts like them.");
  notes.push(
    auc.from === "assumed" && !isMeasured
      ? "What the order is worth is not measured: it is taken as worth nothing (AUC 0.5), so that every preset but uniform takes more. Compare metrics on the Order page to measure it."
      : `The order tells decided comparisons from ties with an AUC of ${auc.value.toFixed(2)}${auc.from === "measured" ? ", as the newest comparison of metrics has it" : ""}.`,
  );
  const bound = computed.tieAvoidanceBound;
  if (bound !== null && bound < 1)
    notes.push(
      `Who knew every tie beforehand would still need ${percent(bound)} of the judgments of even drawing: avoiding ties saves ${percent(1 - bound)} at most.`,
    );
  if (pool.perPair.most > 1.2 * pool.perPair.least)
    notes.push(
      `Pairs have ${number(pool.perPair.least)} to ${number(pool.perPair.most)} comparisons. The plan is for one of ${number(pool.perPair.mean)}: smaller ones show less, larger ones more.`,
    );
  if (judgmentsEach > 1)
    notes.push("Judgments of one comparison count as if they always agreed, which is on the safe side.");
  if (!pool.isRanked) notes.push("Counted from the imports: nothing is ranked, and nothing left out, yet.");
  return notes;
}
