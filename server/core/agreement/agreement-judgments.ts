/**
 * Who gave which outcome to which comparison, as columns of one length: main judgments only, each annotator at most once
 * per comparison. The order of rows does not matter.
 */
export interface AgreementJudgments {
  /**
   * The signed score of each outcome code, which also says how many outcomes there are: [1, −1, 0, 0] where both-good and
   * both-bad are apart, [1, −1, 0] with one tie. The tie lies in the middle.
   */
  values: readonly number[];
  /** How many comparisons there are, judged or not; numbered 0 … comparisons − 1. */
  comparisons: number;
  /** How many annotators there are; numbered 0 … annotators − 1. */
  annotators: number;
  comparison: Int32Array;
  annotator: Int32Array;
  /** Outcome codes, 0 … values.length − 1. */
  outcome: Uint8Array;
  /** Number of each comparison's prompt, ≥ 0; prompts are what a bootstrap draws. Every comparison its own if left out. */
  prompt?: Int32Array;
}

/** The judgments of every comparison, side by side. */
export interface JudgedComparisons {
  /** Judgments of comparison c are start[c] … start[c + 1] − 1. */
  start: Int32Array;
  annotator: Int32Array;
  outcome: Uint8Array;
}

/**
 * Sorts judgments by comparison and checks them.
 *
 * @throws RangeError for columns of different length, a number out of range, an unknown outcome, or an annotator with two
 * judgments of one comparison (a repeat is no second opinion: see `repeatConsistency`).
 * @example
 * const { start } = groupByComparison(judgments);
 * start[1]! - start[0]! // how many judged the first comparison
 */
export function groupByComparison(judgments: AgreementJudgments): JudgedComparisons {
  checkRows(judgments);
  const { comparisons, annotators, comparison } = judgments;
  const start = new Int32Array(comparisons + 1);
  for (const c of comparison) start[c + 1]!++;
  for (let c = 0; c < comparisons; c++) start[c + 1]! += start[c]!;
  const next = start.slice(0, comparisons);
  const annotator = new Int32Array(comparison.length);
  const outcome = new Uint8Array(comparison.length);
  for (let row = 0; row < comparison.length; row++) {
    const place = next[comparison[row]!]!++;
    annotator[place] = judgments.annotator[row]!;
    outcome[place] = judgments.outcome[row]!;
  }
  const lastJudged = new Int32Array(annotators).fill(-1);
  for (let c = 0; c < comparisons; c++) {
    for (let row = start[c]!; row < start[c + 1]!; row++) {
      const who = annotator[row]!;
      if (lastJudged[who] === c) throw new RangeError(`annotator ${who} judged comparison ${c} twice`);
      lastJudged[who] = c;
    }
  }
  return { start, annotator, outcome };
}

function checkRows(judgments: AgreementJudgments): void {
  const { values, comparisons, annotators, comparison, annotator, outcome, prompt } = judgments;
  if (values.length < 2 || values.length > 255 || !values.every(Number.isFinite))
    throw new RangeError(`outcomes need finite values, 2 to 255 of them, got [${values.join(", ")}]`);
  if (annotator.length !== comparison.length || outcome.length !== comparison.length)
    throw new RangeError("columns differ in length");
  if (prompt && prompt.length !== comparisons)
    throw new RangeError(`prompts of ${prompt.length} comparisons, not of ${comparisons}`);
  for (let row = 0; row < comparison.length; row++) {
    if (comparison[row]! >>> 0 >= comparisons)
      throw new RangeError(`row ${row} is of comparison ${comparison[row]}`);
    if (annotator[row]! >>> 0 >= annotators)
      throw new RangeError(`row ${row} is of annotator ${annotator[row]}`);
    if (outcome[row]! >= values.length) throw new RangeError(`row ${row} has outcome ${outcome[row]}`);
  }
}
