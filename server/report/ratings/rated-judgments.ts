import type { PromptJudgments } from "@/server/core/rating/pair-judgments";
import { countedJudgments } from "../counted-judgments";
import type { ReportInput } from "../report-input";
import { lureOfPrefix, type ScoredStratum } from "../scored-stratum";

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
  const { judgments, configuration, pools } = input;
  const isRead = (row: number) =>
    judgments.draw[row]! < strata[judgments.stratum[row]!]!.closedPrefix &&
    strata[judgments.stratum[row]!]!.judgeable[judgments.draw[row]!] === 1;
  const rows = countedJudgments(input, configuration.judgmentsPerComparison).filter(isRead);
  const numberOf = new Map(models.map((model, number) => [model, number]));
  const sides = strata.map(({ modelA, modelB }) => [numberOf.get(modelA)!, numberOf.get(modelB)!] as const);
  const a = new Int32Array(rows.length);
  const b = new Int32Array(rows.length);
  const score = new Float64Array(rows.length);
  const prompt = new Int32Array(rows.length);
  const stratum = new Int32Array(rows.length);
  const draw = new Int32Array(rows.length);
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place]!;
    const h = judgments.stratum[row]!;
    const t = judgments.draw[row]!;
    const [one, other] = sides[h]!;
    a[place] = one;
    b[place] = other;
    score[place] = scores[judgments.outcome[row] as 0 | 1 | 2 | 3 | 4];
    prompt[place] = pools[h]!.prompt[pools[h]!.item[t]!]!;
    stratum[place] = h;
    draw[place] = t;
  }
  const columns = { models: models.length, a, b, score, prompts: input.prompts.count, prompt };
  const weight = configuration.mode === "measure" ? weights(strata, stratum, draw) : undefined;
  return { models, judgments: weight ? { ...columns, weight } : columns, stratum, draw };
}

/** v of each row's draw; undefined where all are 1, as of an even order. */
function weights(
  strata: readonly ScoredStratum[],
  stratum: Int32Array,
  draw: Int32Array,
): Float64Array | undefined {
  const v = strata.map((own) => lureOfPrefix(own, own.s).v);
  const weight = new Float64Array(stratum.length);
  let isEven = true;
  for (let row = 0; row < weight.length; row++) {
    weight[row] = v[stratum[row]!]![draw[row]!]!;
    if (Math.abs(weight[row]! - 1) > 1e-9) isEven = false;
  }
  return isEven ? undefined : weight;
}
