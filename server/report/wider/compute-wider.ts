import {
  type JudgedStratum,
  type WiderTargetEstimate,
  widerTarget,
} from "@/server/core/estimation/wider-target";
import { winRateOfMargin } from "@/server/core/estimation/win-rate";
import { countedJudgments } from "../counted-judgments";
import type { ReportInput, StratumPool } from "../report-input";
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
  const { judgments, configuration, pools } = input;
  const rows = countedJudgments(input, configuration.judgmentsPerComparison);
  const prefixes = Int32Array.from(strata, ({ closedPrefix }) => closedPrefix);
  const counts = new Int32Array(strata.length);
  for (const row of rows) {
    const h = judgments.stratum[row] as number;
    if ((judgments.draw[row] as number) < prefixes[h]!) counts[h]!++;
  }
  const judged = strata.map((stratum, h) => emptyColumns(stratum, counts[h] as number));
  const next = new Int32Array(strata.length);
  for (const row of rows) {
    const h = judgments.stratum[row] as number;
    const t = judgments.draw[row] as number;
    if (t >= prefixes[h]!) continue;
    const place = next[h]!++;
    const columns = judged[h] as JudgedStratum;
    const pool = pools[h] as StratumPool;
    columns.draw[place] = t;
    columns.score[place] = scores[judgments.outcome[row] as 0 | 1 | 2 | 3 | 4];
    columns.prompt[place] = pool.prompt[pool.item[t] as number] as number;
    columns.annotator[place] = (judgments.annotator[row] as number) + 1;
  }
  return judged;
}

function emptyColumns({ size, q, judgeable, closedPrefix }: ScoredStratum, length: number): JudgedStratum {
  return {
    N: size,
    q: q.subarray(0, closedPrefix),
    judgeable: judgeable.subarray(0, closedPrefix),
    draw: new Int32Array(length),
    score: new Float64Array(length),
    prompt: new Int32Array(length),
    annotator: new Int32Array(length),
  };
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
