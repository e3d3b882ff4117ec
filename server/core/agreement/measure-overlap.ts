import { type AgreementJudgments, groupByComparison } from "./agreement-judgments";

/**
 * Why an agreement cannot be told. `no-judgments`: nothing was judged. `one-annotator`: a single person judged everything.
 * `no-overlap`: no comparison was judged by two. `one-outcome`: wherever two judged, everyone said the same outcome
 * throughout, so that chance alone would agree as well and a chance-corrected measure divides by zero.
 */
export type NoAgreementReason = "no-judgments" | "one-annotator" | "no-overlap" | "one-outcome";

export interface NoAgreement {
  kind: "unknown";
  reason: NoAgreementReason;
  judgments: number;
  /** Comparisons judged at least once. */
  judged: number;
  /** Of them by two people or more. */
  overlapping: number;
}

/** The comparisons that two people or more judged: all that agreement can be told from. */
export interface Overlap {
  kind: "known";
  values: readonly number[];
  /** How many such comparisons there are. */
  comparisons: number;
  judgments: number;
  /** comparisons × outcomes: how many gave it this outcome. */
  counts: Int32Array;
  /** How many judged each, 2 or more. */
  size: Int32Array;
  /** Each one's prompt, renumbered 0 … prompts − 1. */
  prompt: Int32Array;
  prompts: number;
  /** Judgments and comparisons of the whole input, for the reader of "how much of it was judged twice". */
  all: { judgments: number; judged: number };
}

/**
 * Counts the outcomes of every comparison that two people or more judged, or says why there is none.
 *
 * @throws RangeError as `groupByComparison`.
 * @example
 * const overlap = measureOverlap(judgments);
 * if (overlap.kind === "unknown") console.log(overlap.reason); // "no-overlap"
 */
export function measureOverlap(judgments: AgreementJudgments): Overlap | NoAgreement {
  const { start, annotator, outcome } = groupByComparison(judgments);
  const { values, comparisons } = judgments;
  let judged = 0;
  let overlapping = 0;
  for (let c = 0; c < comparisons; c++) {
    const size = start[c + 1]! - start[c]!;
    if (size > 0) judged++;
    if (size > 1) overlapping++;
  }
  const all = { judgments: outcome.length, judged };
  if (overlapping === 0) {
    const alone = annotator.every((who) => who === annotator[0]);
    const reason = outcome.length === 0 ? "no-judgments" : alone ? "one-annotator" : "no-overlap";
    return { kind: "unknown", reason, ...all, overlapping };
  }
  const counts = new Int32Array(overlapping * values.length);
  const size = new Int32Array(overlapping);
  const prompt = new Int32Array(overlapping);
  const promptNumbers = new Map<number, number>();
  let unit = 0;
  for (let c = 0; c < comparisons; c++) {
    if (start[c + 1]! - start[c]! < 2) continue;
    for (let row = start[c]!; row < start[c + 1]!; row++) counts[unit * values.length + outcome[row]!]!++;
    size[unit] = start[c + 1]! - start[c]!;
    const own = judgments.prompt?.[c] ?? c;
    let number = promptNumbers.get(own);
    if (number === undefined) promptNumbers.set(own, (number = promptNumbers.size));
    prompt[unit++] = number;
  }
  return {
    kind: "known",
    values,
    comparisons: overlapping,
    judgments: size.reduce((sum, n) => sum + n, 0),
    counts,
    size,
    prompt,
    prompts: promptNumbers.size,
    all,
  };
}

/** "Everyone said the same outcome throughout", with the figures that go with it. */
export function oneOutcome({ all, comparisons }: Overlap): NoAgreement {
  return { kind: "unknown", reason: "one-outcome", ...all, overlapping: comparisons };
}
