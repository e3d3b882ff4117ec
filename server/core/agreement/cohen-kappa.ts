import { type AgreementJudgments, groupByComparison } from "./agreement-judgments";

export interface CohenKappa {
  kind: "known";
  method: "cohen-kappa";
  kappa: number;
  /** p_o: share of comparisons on which both say the same. */
  observed: number;
  /** p_e: the same if each kept their own shares of outcomes but chose at random. */
  expected: number;
  comparisons: number;
}

/** `one-outcome`: both said one and the same outcome throughout, so that chance would agree as well. */
export interface NoKappa {
  kind: "unknown";
  reason: "no-overlap" | "one-outcome";
  comparisons: number;
  /** What can be said all the same. */
  observed: number | undefined;
}

/**
 * Cohen's κ: how far two annotators agree beyond chance, on the comparisons that both judged.
 *
 * What is normal: 0.05–0.24 for close models. On few comparisons it varies widely: with 50 its standard error is about 0.1.
 *
 * Source: Cohen 1960, Educational and Psychological Measurement 20:37.
 *
 * @param table outcomes × outcomes, how often the first said the row's outcome and the second the column's.
 * @throws RangeError for a table that is not square.
 * @example cohenKappa(Float64Array.of(20, 5, 10, 15)) // { kind: "known", kappa: 0.4, observed: 0.7, expected: 0.5, … }
 */
export function cohenKappa(table: Float64Array): CohenKappa | NoKappa {
  const outcomes = Math.sqrt(table.length);
  if (!Number.isInteger(outcomes)) throw new RangeError(`a table of ${table.length} cells is not square`);
  const first = new Float64Array(outcomes);
  const second = new Float64Array(outcomes);
  let comparisons = 0;
  let agreeing = 0;
  for (let c = 0; c < outcomes; c++) {
    agreeing += table[c * outcomes + c]!;
    for (let k = 0; k < outcomes; k++) {
      const count = table[c * outcomes + k]!;
      first[c]! += count;
      second[k]! += count;
      comparisons += count;
    }
  }
  if (comparisons === 0) return { kind: "unknown", reason: "no-overlap", comparisons, observed: undefined };
  const observed = agreeing / comparisons;
  const chance = first.reduce((sum, count, c) => sum + count * second[c]!, 0);
  if (chance === comparisons ** 2) return { kind: "unknown", reason: "one-outcome", comparisons, observed };
  const expected = chance / comparisons ** 2;
  const kappa = (observed - expected) / (1 - expected);
  return { kind: "known", method: "cohen-kappa", kappa, observed, expected, comparisons };
}

/** Two annotators who judged some of the same comparisons. */
export interface PairKappa {
  first: number;
  second: number;
  agreement: CohenKappa | NoKappa;
}

/**
 * Cohen's κ of every two annotators who share a comparison, in order of their numbers.
 *
 * @throws RangeError as `groupByComparison`.
 * @example pairwiseKappa(judgments)[0] // { first: 0, second: 1, agreement: { kind: "known", kappa: 0.375, … } }
 */
export function pairwiseKappa(judgments: AgreementJudgments): PairKappa[] {
  const { start, annotator, outcome } = groupByComparison(judgments);
  const { annotators, comparisons, values } = judgments;
  const tables = new Map<number, Float64Array>();
  const tableOf = (pair: number) => {
    let table = tables.get(pair);
    if (!table) tables.set(pair, (table = new Float64Array(values.length ** 2)));
    return table;
  };
  for (let c = 0; c < comparisons; c++) {
    for (let i = start[c]!; i < start[c + 1]!; i++) {
      for (let j = start[c]!; j < start[c + 1]!; j++) {
        if (annotator[i]! >= annotator[j]!) continue;
        tableOf(annotator[i]! * annotators + annotator[j]!)[outcome[i]! * values.length + outcome[j]!]!++;
      }
    }
  }
  return [...tables.keys()]
    .sort((a, b) => a - b)
    .map((pair) => ({
      first: Math.floor(pair / annotators),
      second: pair % annotators,
      agreement: cohenKappa(tables.get(pair)!),
    }));
}
