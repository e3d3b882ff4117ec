import { type MeasuredRate, measuredRate } from "./measured-rate";

/** Comparisons that one annotator judged a second time without being told, one row each. */
export interface RepeatedJudgments {
  /** The signed score of each outcome code, as in `AgreementJudgments`. */
  values: readonly number[];
  annotators: number;
  annotator: Int32Array;
  /** Outcome codes of the first judgment and of the repeat. */
  first: Uint8Array;
  second: Uint8Array;
  /** 1 where the repeat showed the completions on the other sides. */
  swapped: Uint8Array;
}

/** How alike first and second judgments are, swapped and unswapped repeats apart. */
export interface RepeatConsistency {
  repeats: number;
  /** The same outcome again, of repeats on the other sides. */
  whenSwapped: MeasuredRate<"no-repeats">;
  /** The same outcome again, of repeats on the same sides: the most that consistency can be. */
  whenUnswapped: MeasuredRate<"no-repeats">;
  /** Of swapped repeats, those that preferred the same side of the screen both times, and so the other model. */
  followedSide: MeasuredRate<"no-repeats">;
}

/**
 * How consistent people are with themselves: whether they give the same outcome when the same comparison comes again with
 * its sides swapped. A side that is followed shows position bias; the rest of the inconsistency is that of a close call.
 *
 * What is normal: between close models many repeats change, swapped or not, for the same reason that α is low there
 * (0.05–0.24). Position bias is what swapped repeats lose beyond the unswapped ones.
 *
 * @returns every annotator, and all of them as one.
 * @throws RangeError for columns of different length, an annotator or an outcome out of range.
 * @example repeatConsistency(repeats).all.whenSwapped // { kind: "known", estimate: 0.72, lower: 0.6, upper: 0.81, of: 61 }
 */
export function repeatConsistency(repeats: RepeatedJudgments): {
  annotators: RepeatConsistency[];
  all: RepeatConsistency;
} {
  checkRepeats(repeats);
  const own = Array.from({ length: repeats.annotators }, () => new Int32Array(5));
  const all = new Int32Array(5);
  for (let row = 0; row < repeats.annotator.length; row++) {
    for (const counts of [own[repeats.annotator[row]!]!, all]) countRepeat(counts, repeats, row);
  }
  return { annotators: own.map(consistencyOf), all: consistencyOf(all) };
}

/** Unswapped, of them the same; swapped, of them the same, of them on the same side. */
function countRepeat(
  counts: Int32Array,
  { values, first, second, swapped }: RepeatedJudgments,
  row: number,
): void {
  const same = first[row] === second[row] ? 1 : 0;
  if (swapped[row] !== 1) {
    counts[0]!++;
    counts[1]! += same;
    return;
  }
  counts[2]!++;
  counts[3]! += same;
  if (values[first[row]!]! * values[second[row]!]! < 0) counts[4]!++;
}

function consistencyOf(counts: Int32Array): RepeatConsistency {
  const [unswapped, sameUnswapped, swapped, sameSwapped, sameSide] = counts;
  return {
    repeats: unswapped! + swapped!,
    whenSwapped: measuredRate(sameSwapped!, swapped!, "no-repeats"),
    whenUnswapped: measuredRate(sameUnswapped!, unswapped!, "no-repeats"),
    followedSide: measuredRate(sameSide!, swapped!, "no-repeats"),
  };
}

function checkRepeats({ values, annotators, annotator, first, second, swapped }: RepeatedJudgments): void {
  for (const column of [first, second, swapped])
    if (column.length !== annotator.length) throw new RangeError("columns differ in length");
  for (let row = 0; row < annotator.length; row++) {
    if (annotator[row]! >>> 0 >= annotators)
      throw new RangeError(`row ${row} is of annotator ${annotator[row]}`);
    if (first[row]! >= values.length || second[row]! >= values.length)
      throw new RangeError(`row ${row} has outcomes ${first[row]} and ${second[row]}`);
  }
}
