import { lureWeights } from "@/server/core/estimation/lure-weights";
import type { PromptJudgments } from "@/server/core/rating/pair-judgments";
import { countedJudgments } from "../counted-judgments";
import { drawPlaces, promptsOfDraws } from "../draw-places";
import type { ReportInput } from "../report-input";
import type { ScoredStratum } from "../scored-stratum";
import { pairFactors } from "./pair-factors";

/** +1 for model a, −1 for model b, as `outcomeOrder` has them. */
const scores = [1, -1, 0, 0, 0] as const;

/** The judgments of the closed prefixes as rows of three models or more, and where each was drawn. */
export interface RatedJudgments {
  /** Names by number, in alphabetical order. */
  models: string[];
  judgments: PromptJudgments;
  /** Per row: place in the strata and draw, both from 0. */
  stratum: Int32Array;
  draw: Int32Array;
}

/**
 * What ratings are fitted to: the counted judgments of draws that estimates read. In measure mode a row carries v, the weight
 * of its draw; where every draw has the weight 1, rows carry none.
 */
export function ratedJudgments(input: ReportInput, strata: readonly ScoredStratum[]): RatedJudgments {
  const models = [...new Set(strata.flatMap(({ modelA, modelB }) => [modelA, modelB]))].sort();
  const { judgments, configuration } = input;
  const rows = countedJudgments(input, configuration.judgmentsPerComparison);
  const prefixes = Int32Array.from(strata, ({ closedPrefix }) => closedPrefix);
  const hasGivenUp = Uint8Array.from(strata, ({ unjudgeable }) => (unjudgeable > 0 ? 1 : 0));
  let read = 0;
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k]!;
    const h = judgments.stratum[row]!;
    const t = judgments.draw[row]!;
    if (t < prefixes[h]! && (hasGivenUp[h] === 0 || strata[h]!.judgeable[t] === 1)) rows[read++] = row;
  }
  const numberOf = new Map(models.map((model, number) => [model, number]));
  const [ones, others] = [new Int32Array(strata.length), new Int32Array(strata.length)];
  for (const [h, { modelA, modelB }] of strata.entries()) {
    ones[h] = numberOf.get(modelA)!;
    others[h] = numberOf.get(modelB)!;
  }
  const promptOf = promptsOfDraws(input);
  const { starts } = drawPlaces(strata);
  const a = new Int32Array(read);
  const b = new Int32Array(read);
  const score = new Float64Array(read);
  const prompt = new Int32Array(read);
  const stratum = new Int32Array(read);
  const draw = new Int32Array(read);
  for (let place = 0; place < read; place++) {
    const row = rows[place]!;
    const h = judgments.stratum[row]!;
    const t = judgments.draw[row]!;
    a[place] = ones[h]!;
    b[place] = others[h]!;
    score[place] = scores[judgments.outcome[row] as 0 | 1 | 2 | 3 | 4];
    prompt[place] = promptOf[starts[h]! + t]!;
    stratum[place] = h;
    draw[place] = t;
  }
  const columns = { models: models.length, a, b, score, prompts: input.prompts.count, prompt };
  const isAllocated = configuration.pairAllocation === "uncertain";
  const weight =
    configuration.mode === "measure" ? weights(strata, { stratum, draw, isAllocated }) : undefined;
  return { models, judgments: weight ? { ...columns, weight } : columns, stratum, draw };
}

/**
 * v of each row's draw; undefined where all are 1, as of an even order. Where what was judged had a part in how many draws a
 * pair got, its factor is in it.
 */
function weights(
  strata: readonly ScoredStratum[],
  { stratum, draw, isAllocated }: { stratum: Int32Array; draw: Int32Array; isAllocated: boolean },
): Float64Array | undefined {
  const factors = isAllocated ? pairFactors(strata) : new Float64Array(strata.length).fill(1);
  const { starts, draws } = drawPlaces(strata);
  const v = new Float64Array(draws);
  for (const [h, { size, q, closedPrefix }] of strata.entries())
    v.set(lureWeights(size, q.subarray(0, closedPrefix)), starts[h]);
  const weight = new Float64Array(stratum.length);
  let isEven = true;
  for (let row = 0; row < weight.length; row++) {
    weight[row] = factors[stratum[row]!]! * v[starts[stratum[row]!]! + draw[row]!]!;
    if (Math.abs(weight[row]! - 1) > 1e-9) isEven = false;
  }
  return isEven ? undefined : weight;
}
