import { percent } from "./interval-words";
import { plural } from "./methods-paragraph";
import { ruleWords } from "./rule-words";
import type { ReportConfiguration, ReportCounts, ReportPair } from "./schemas";

/** Half of the last digit that rates are shown with. */
const smallestShown = 0.0005;

/** What a reader must know before the numbers, as sentences; empty when nothing is out of the ordinary. */
export function reportNotes(
  configuration: ReportConfiguration,
  counts: ReportCounts,
  pairs: readonly ReportPair[],
): string[] {
  const notes: string[] = [];
  const isMeasured = configuration.mode === "measure";
  if (!isMeasured) {
    notes.push(
      "Explore mode: comparisons were served strictly by the metric, so every rate below speaks of the judged comparisons only and none estimates the whole set.",
    );
  }
  if (isMeasured && counts.open > 0) {
    const beyond = counts.completedBeyondPrefix;
    const waiting = beyond === 0 ? "" : `; ${beyond} completed beyond it ${beyond === 1 ? "waits" : "wait"}`;
    notes.push(
      `${plural(counts.open, "drawn comparison")} ${counts.open === 1 ? "is" : "are"} still open. The estimates read the ${plural(counts.closedPrefix, "closed draw")} before the first open one of each sequence${waiting}. Worst-case bounds say where the estimate could still end up.`,
    );
  }
  if (counts.unjudgeable > 0) {
    notes.push(
      `${counts.unjudgeable} of ${plural(counts.drawn, "drawn comparison")} (${percent(counts.unjudgeable / counts.drawn)}) ${counts.unjudgeable === 1 ? "was" : "were"} given up as unjudgeable. ${isMeasured ? "The whole set here means its judgeable part." : ""}`.trim(),
    );
  }
  const closedLater = ruleWords(configuration.exclusions ?? [], "after-launch");
  if (closedLater) {
    notes.push(
      `Rules accepted after launch close what they touch as unjudgeable, whatever was judged on it, drawn or not: ${closedLater}.`,
    );
  }
  if (counts.judgmentsImported > 0) {
    notes.push(
      `${plural(counts.judgmentsImported, "judgment")} of ${counts.judgments} came with an import and ${counts.judgmentsImported === 1 ? "was" : "were"} adopted: sides and durations of those are unknown.`,
    );
  }
  if (configuration.unscored > 0) {
    notes.push(
      `The metric could not score ${plural(configuration.unscored, "comparison")}; they rank lowest.`,
    );
  }
  if (isMeasured && configuration.budget !== configuration.budgetAtLaunch) {
    notes.push(
      "The budget was raised after launch, so every interval is a confidence sequence, not a fixed-n interval.",
    );
  }
  if (configuration.pairAllocation === "uncertain" && pairs.length > 1) {
    notes.push(
      `Judgments went to the pairs of which least was known, by recorded chances${isMeasured ? ". How many a pair has follows from what was said of it, so pairs have confidence sequences, and in the ratings a pair counts by its share of the set" : ""}. Rates over all judged comparisons hold more of the close pairs than the set does.`,
    );
  }
  if (configuration.hasGoneOn) {
    notes.push(
      "Judging went on after the stop rule had ended a pair, and the rule is off since: below each such pair stands what was concluded then.",
    );
  }
  if (isMeasured && (configuration.replacements ?? []).some(({ drawn }) => drawn > 0)) {
    notes.push(
      "The order was changed after launch. Every draw counts with the probability it was drawn with, so the estimates speak of the whole set as before; the tie rate along the ranking is that of the ranking at launch.",
    );
  }
  const heavy = pairs.filter(({ largestWeight }) => (largestWeight ?? 0) > 20);
  for (const { modelA, modelB, largestWeight } of heavy) {
    notes.push(
      `One judgment between ${modelA} and ${modelB} counts ${largestWeight?.toFixed(1)} times: the estimate leans on few comparisons.`,
    );
  }
  return [...notes, ...tieNotes(pairs)];
}

/** Shares of ties are estimated each by itself, and a weighted mean may lie beyond what a share can be. */
function tieNotes(pairs: readonly ReportPair[]): string[] {
  const beyond = pairs.filter(
    ({ tieRate, bothGoodRate, bothBadRate }) =>
      tieRate.value !== null &&
      (bothGoodRate.value ?? 0) + (bothBadRate.value ?? 0) > tieRate.value + smallestShown,
  );
  return beyond.map(
    ({ modelA, modelB }) =>
      `Between ${modelA} and ${modelB} the shares of both good and both bad add up to more than the ties: the weighted mean of the ties lay beyond 100 %, and is given as 100 %.`,
  );
}
