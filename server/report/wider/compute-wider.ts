import {
  type JudgedStratum,
  type WiderTargetEstimate,
  widerTarget,
} from "@/server/core/estimation/wider-target";
import { winRateOfMargin } from "@/server/core/estimation/win-rate";
import { countedJudgments } from "../counted-judgments";
import { drawPlaces, promptsOfDraws } from "../draw-places";
import type { ReportInput } from "../report-input";
import type { ReportPair } from "../schemas";
import type { ScoredStratum } from "../scored-stratum";
import type { WiderRow } from "./view";

/** With fewer annotators the interval is rather too narrow. */
const fewAnnotators = 10;
/** +1 for model a, −1 for model b, as `outcomeOrder` has them. */
const scores = [1, -1, 0, 0, 0] as const;

/**
 * Every pair's win rate with the interval of the second target: other prompts and other people from the same sources
 * (methods §3). It is a fixed-n interval and is given where the pair's own is one.
 *
 * @returns null in explore mode.
 */
export function computeWider(
  input: ReportInput,
  strata: readonly ScoredStratum[],
  pairs: readonly ReportPair[],
): WiderRow[] | null {
  if (input.configuration.mode === "explore") return null;
  const judged = judgedStrata(input, strata);
  return pairs.map((pair) => {
    const own = judged.filter((_, h) => isOfPair(strata[h] as ScoredStratum, pair));
    const estimate = widerTarget({ strata: own, alpha: input.configuration.alpha });
    return rowOf(pair, estimate);
  });
}

function isOfPair({ modelA, modelB }: ScoredStratum, pair: ReportPair): boolean {
  return modelA === pair.modelA && modelB === pair.modelB;
}

/** The judgments of each stratum's closed prefix; whoever is not known is one annotator. */
function judgedStrata(input: ReportInput, strata: readonly ScoredStratum[]): JudgedStratum[] {
  const { judgments, configuration } = input;
  const rows = countedJudgments(input, configuration.judgmentsPerComparison);
  const prefixes = Int32Array.from(strata, ({ closedPrefix }) => closedPrefix);
  const ends = new Int32Array(strata.length + 1);
  for (let k = 0; k < rows.length; k++) {
    const h = judgments.stratum[rows[k]!]!;
    if (judgments.draw[rows[k]!]! < prefixes[h]!) ends[h + 1]!++;
  }
  for (let h = 0; h < strata.length; h++) ends[h + 1]! += ends[h]!;
  const next = ends.slice();
  // One column of all strata each, which a judgment is put in without looking for its stratum's first.
  const length = ends[strata.length]!;
  const all = {
    draw: new Int32Array(length),
    score: new Float64Array(length),
    prompt: new Int32Array(length),
    annotator: new Int32Array(length),
  };
  const promptOf = promptsOfDraws(input);
  const { starts } = drawPlaces(strata);
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k]!;
    const h = judgments.stratum[row]!;
    const t = judgments.draw[row]!;
    if (t >= prefixes[h]!) continue;
    const place = next[h]!++;
    all.draw[place] = t;
    all.score[place] = scores[judgments.outcome[row] as 0 | 1 | 2 | 3 | 4];
    all.prompt[place] = promptOf[starts[h]! + t]!;
    all.annotator[place] = judgments.annotator[row]! + 1;
  }
  return strata.map(({ size, q, judgeable, closedPrefix }, h) => {
    const [from, to] = [ends[h], ends[h + 1]];
    return {
      N: size,
      q: q.subarray(0, closedPrefix),
      judgeable: judgeable.subarray(0, closedPrefix),
      draw: all.draw.subarray(from, to),
      score: all.score.subarray(from, to),
      prompt: all.prompt.subarray(from, to),
      annotator: all.annotator.subarray(from, to),
    };
  });
}

function rowOf({ modelA, modelB, winRate }: ReportPair, estimate: WiderTargetEstimate): WiderRow {
  const { theta, lower, upper, prompts, annotators, alpha } = estimate;
  const isFixed = winRate.interval?.kind === "fixed-n";
  const hasInterval = isFixed && lower !== undefined && upper !== undefined;
  return {
    modelA,
    modelB,
    winRate: theta === undefined ? null : Math.min(1, Math.max(0, winRateOfMargin(theta))),
    interval: hasInterval
      ? { lower: winRateOfMargin(lower), upper: winRateOfMargin(upper), confidence: 1 - alpha }
      : null,
    prompts,
    annotators,
    note: noteOf(estimate, isFixed),
  };
}

const gapNotes = {
  "no-judgments": "No draw is closed yet.",
  "one-prompt": "One prompt tells nothing of others.",
  "one-annotator": "One annotator tells nothing of others: invite a second.",
} as const;

function noteOf({ gap, annotators }: WiderTargetEstimate, isFixed: boolean): string | null {
  if (gap) return gapNotes[gap];
  if (!isFixed)
    return "No interval: one of this kind needs a number of draws that was fixed beforehand and reached.";
  return annotators < fewAnnotators
    ? `With ${annotators} annotators it is rough, and rather too narrow.`
    : null;
}
