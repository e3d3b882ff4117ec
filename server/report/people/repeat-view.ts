import type { MeasuredRate } from "@/server/core/agreement/measured-rate";
import { type RepeatedJudgments, repeatConsistency } from "@/server/core/agreement/repeat-consistency";
import type { ReportInput } from "../report-input";
import { type PeopleRows, peopleRows } from "./people-rows";
import type { PeopleRate, RepeatView } from "./view";

/** How consistent people are with themselves where they met a comparison twice: each, and all as one. */
export function repeatViews(
  input: ReportInput,
  main: PeopleRows,
): { annotators: RepeatView[]; all: RepeatView } {
  const { annotators, all } = repeatConsistency(repeatsOf(input, main));
  return { annotators: annotators.map(viewOf), all: viewOf(all) };
}

/** Pairs each second judgment with the same person's first one. */
function repeatsOf(input: ReportInput, main: PeopleRows): RepeatedJudgments {
  const { values, annotators } = main;
  const none = new Uint8Array();
  if (input.repeats.id.length === 0)
    return { values, annotators, annotator: new Int32Array(), first: none, second: none, swapped: none };
  const second = peopleRows(input, [input.repeats]);
  const keyOf = (comparison: number, who: number) => comparison * annotators + who;
  const firsts = new Map<number, number>();
  const repeated = new Set(second.comparison);
  for (const [row, comparison] of main.comparison.entries())
    if (repeated.has(comparison)) firsts.set(keyOf(comparison, main.annotator[row]!), row);
  const rows = [...second.comparison.keys()].filter((row) =>
    firsts.has(keyOf(second.comparison[row]!, second.annotator[row]!)),
  );
  const firstOf = (row: number) => firsts.get(keyOf(second.comparison[row]!, second.annotator[row]!))!;
  return {
    values,
    annotators,
    annotator: Int32Array.from(rows, (row) => second.annotator[row]!),
    first: Uint8Array.from(rows, (row) => main.outcome[firstOf(row)]!),
    second: Uint8Array.from(rows, (row) => second.outcome[row]!),
    swapped: Uint8Array.from(rows, (row) => (second.leftIsA[row] === main.leftIsA[firstOf(row)] ? 0 : 1)),
  };
}

function viewOf({
  repeats,
  whenSwapped,
  followedSide,
}: ReturnType<typeof repeatConsistency>["all"]): RepeatView {
  return { repeats, same: rateOf(whenSwapped, noRepeats), followedSide: rateOf(followedSide, noRepeats) };
}

const noRepeats = {
  "no-repeats": "No comparison was given to one person a second time with its sides swapped.",
};

/** A rate as it is shown, with the words for why it is missing. */
export function rateOf<Reason extends string>(
  rate: MeasuredRate<Reason>,
  words: Readonly<Record<Reason, string>>,
): PeopleRate {
  if (rate.kind === "unknown")
    return { value: null, lower: null, upper: null, of: 0, reason: words[rate.reason] };
  const { estimate, lower, upper, of } = rate;
  return { value: estimate, lower, upper, of, reason: null };
}
