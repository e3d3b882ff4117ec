import { allocationFloor } from "@/server/core/rating/pair-allocation";
import { controlVariateWords } from "../campaign/schemas";
import { sliceWords } from "../ranking/order-words";
import { stopWords } from "../stop/stop-words";
import { percent } from "./interval-words";
import { isAllocated } from "./is-allocated";
import { ruleWords } from "./rule-words";
import type { ReportConfiguration, ReportCounts } from "./schemas";
import type { SequenceName } from "./stop/view";

/**
 * How the numbers came about, ready to paste into a paper.
 *
 * @param sequences the kinds that the pairs were read by.
 */
export function methodsParagraph(
  configuration: ReportConfiguration,
  counts: ReportCounts,
  productVersion: string,
  sequences: ReadonlySet<SequenceName>,
): string {
  return [
    opening(configuration, counts, productVersion),
    ...leftOut(configuration),
    ...replacements(configuration),
    ...allocating(configuration),
    ...estimation(configuration, counts, sequences),
  ].join(" ");
}

function opening(
  configuration: ReportConfiguration,
  { comparisons, prompts, drawn, judgments, annotators }: ReportCounts,
  productVersion: string,
): string {
  const { outcomes, judgmentsPerComparison } = configuration;
  const choice = outcomes === "four" ? "left, right, both good or both bad" : "left, right or tie";
  return `Human preferences were collected with Tiebreak ${productVersion} over ${plural(comparisons, "comparison")} of ${plural(prompts, "prompt")}; ${drawn} were drawn and ${plural(judgments, "judgment")} by ${plural(annotators, "annotator")} stand. Annotators judged blind, with sides presented at random, choosing ${choice}; the first ${plural(judgmentsPerComparison, "judgment")} of each comparison ${judgmentsPerComparison === 1 ? "counts" : "count"}. ${order(configuration)}`;
}

function order({ metric, metricVersion, orderedBy = metric, orderWords = [] }: ReportConfiguration): string {
  const by =
    orderedBy === metric ? `the disagreement metric ${metric} (version ${metricVersion})` : orderedBy;
  const besides = orderWords.map(({ label, value }) => `${label}: ${value}.`);
  return [`Comparisons were ordered by ${by}.`, ...besides].join(" ");
}

/** What was left out as noise: the set is without it, or its target is. */
function leftOut({ exclusions = [] }: ReportConfiguration): string[] {
  const before = ruleWords(exclusions, "before-launch");
  const after = ruleWords(exclusions, "after-launch");
  const several = exclusions.length > 1 ? "; one may be touched by several rules" : "";
  return [
    ...(before
      ? [`Comparisons touched by these rules were left out of the set before launch: ${before}${several}.`]
      : []),
    ...(after
      ? [
          `Rules accepted after launch closed every comparison that they touch as unjudgeable, whatever was judged on it: ${after}${several}.`,
        ]
      : []),
  ];
}

/** Which order took over after launch, and when. */
function replacements({ mode, replacements = [] }: ReportConfiguration): string[] {
  return replacements
    .filter(({ drawn }) => drawn > 0)
    .map((replacement) => {
      const { undrawn, drawn, orderedBy, preset, tau, kappa, seed } = replacement;
      const what =
        mode === "explore"
          ? "were sorted anew"
          : `got new weights (${preset}: tau = ${tau}, kappa = ${kappa}) and fresh random keys (seed "${seed}"), the control arm going on`;
      return `While judging went on, the ${plural(undrawn, "comparison")} not drawn by then ${what}, ordered by ${orderedBy}; ${drawn} of them ${drawn === 1 ? "was" : "were"} drawn so.`;
    });
}

/** The slice minimums as parts of the randomised order; empty without any. */
function minimums({ sliceMinimums = [] }: ReportConfiguration): string {
  const arms = sliceMinimums.map((minimum) => `${sliceWords(minimum)} with probability ${minimum.share}`);
  return arms.length === 0
    ? ""
    : ` among the other draws, arms that draw by the same weights inside one slice alone: ${arms.join(", ")};`;
}

function estimation(
  configuration: ReportConfiguration,
  { comparisons }: ReportCounts,
  sequences: ReadonlySet<SequenceName>,
): string[] {
  const { mode, preset, tau, kappa, controlShare, seed, alpha, monitored } = configuration;
  if (mode === "explore") {
    return [
      `The order was strict (explore mode, seed "${seed}"): all rates are plain proportions of the judged comparisons with Wilson intervals and do not estimate the whole set.`,
    ];
  }
  const isFixed = !configuration.stopRule && !isAllocated(configuration, comparisons, monitored);
  const together = monitored > 1 ? `, at level ${alpha}/${monitored} for each of ${monitored} pairs` : "";
  return [
    `The order was a randomised sample without replacement with known probabilities (weights ${preset}: tau = ${tau}, kappa = ${kappa}; a uniform control arm with probability ${controlShare};${minimums(configuration)} seed "${seed}"), one sequence of draws for each pair and routing group.`,
    "Each comparison scores +1 (model a), 0 (any tie) or −1 (model b), averaged over its judgments; the win rate is (1 + mean)/2, so ties count half. Win rates and tie rates of the whole set are LURE estimates (Farquhar, Gal and Rainforth 2021) over the closed prefix of the draws, strata combined in proportion to their size; unjudgeable comparisons are left out of the target.",
    `${!isFixed ? "Intervals" : `Where the number of draws was fixed before launch and reached, intervals are Student's t with finite-population correction at ${percent(1 - alpha)} and verdicts are Holm-adjusted; otherwise they`} are ${sequenceWords(preset, sequences)}, valid at any stopping time${together}.`,
    ...stopping(configuration),
    ...judging(configuration),
    "Win rates of slices are LURE estimates from the draws that fell to the slice, with their probabilities within it; they are also given shrunken towards the whole (empirical Bayes, Paule and Mandel 1982), and those told apart are so by score tests, Holm-adjusted over all pairs and slices. Intervals for other prompts and annotators are clustered by both (Cameron, Gelbach and Miller 2011).",
    "Rates called “of the judged” are unweighted, with Wilson intervals. The control sample is an exact simple random sample of the set; differences to it carry Newcombe intervals. The band of the tie-rate curve is the 5–95 % range under random permutation of outcomes.",
  ];
}

function sequenceWords(preset: string, sequences: ReadonlySet<SequenceName>): string {
  const betting = "betting confidence sequences (Waudby-Smith and Ramdas 2024)";
  const weighted = "weighted confidence sequences (after Shekhar et al. 2023)";
  if (sequences.has("betting-then-weighted"))
    return `${betting} where the order was even, and after it was replaced ${weighted} that go on with their capital, both together at their level`;
  if (sequences.size > 1) return `${betting} where the order was even, else ${weighted}`;
  const [only = preset === "uniform" ? "betting" : "weighted"] = sequences;
  return only === "betting" ? betting : weighted;
}

/** What took variance out of the estimates that stand beside. */
function judging({ controlVariate }: ReportConfiguration): string[] {
  if (!controlVariate) return [];
  return [
    `Estimates with ${controlVariateWords(controlVariate)} as control variate (PPI++, Angelopoulos, Duchi and Zrnic 2023, in a sequential form that stays unbiased) stand beside those without; human judgments are never replaced.`,
  ];
}

/** How judgments were shared out among the pairs; empty where that was even. */
function allocating({ pairAllocation, monitored }: ReportConfiguration): string[] {
  if (pairAllocation !== "uncertain" || monitored < 2) return [];
  return [
    `Which pair had its next draw opened was chosen at random with probabilities in proportion to √(Σ/n) − √(Σ/(n + 1)), Σ the variance of a pair's judgments and n its opened draws (Chiang et al. 2024), a share of ${allocationFloor} spread evenly over the pairs; every probability is recorded.`,
  ];
}

/** The stop rule, what it ended and after how many comparisons, and whether judging went on. */
function stopping({ stopRule, stops = [], hasGoneOn }: ReportConfiguration): string[] {
  if (!stopRule) return [];
  const ended = stops.map(
    ({ modelA, modelB, step }) => `${modelA} against ${modelB} after ${plural(step, "closed comparison")}`,
  );
  const what = ended.length > 0 ? ` It ended ${ended.join(", ")}.` : " It ended none.";
  const on = hasGoneOn ? " Judging was let go on after that, the rule being off." : "";
  return [
    `By a stop rule set before launch, judging of a pair was to end ${stopWords(stopRule).join(", or ")}, looked at after every closed draw; draws open at that moment were judged to their end and are read.${what}${on}`,
  ];
}

/** @example plural(2, "prompt") // "2 prompts" */
export function plural(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
