import {
  type AnnotatorDescription,
  describeAnnotators,
  type WorkDescription,
} from "@/server/core/agreement/describe-annotators";
import type { ReportInput } from "../report-input";
import type { OutcomeCounts } from "../schemas";
import type { PeopleRows } from "./people-rows";
import { rateOf } from "./repeat-view";
import type { AnnotatorRow, RepeatView, SideCounts, UnusualView } from "./view";

interface Known {
  unusual: readonly UnusualView[];
  reliability: readonly (number | null)[];
  repeats: readonly RepeatView[];
}

/** What each annotator did beside the others, those who judged most first; and the sides that all preferred together. */
export function annotatorRows(
  input: ReportInput,
  rows: PeopleRows,
  known: Known,
): { annotators: AnnotatorRow[]; sides: SideCounts } {
  const nobody = new Int32Array(rows.annotators);
  const { annotators, all } = describeAnnotators({
    judgments: rows,
    leftIsA: rows.leftIsA,
    activeMs: rows.activeMs,
    skips: input.skips,
    goldJudged: input.gold?.judged ?? nobody,
    goldCorrect: input.gold?.right ?? nobody,
    alpha: input.configuration.alpha,
  });
  const sides = countSides(rows);
  const extra = countExtra(input);
  const viewed = annotators.map((description): AnnotatorRow => {
    const who = description.annotator;
    const { label, isImported } = input.annotators[who]!;
    const { judgments, goldAccuracy, skipRate, medianActiveMs } = description;
    return {
      label,
      isImported,
      judgments,
      extra: extra[who]!,
      agreement: rateOf(description.agreement, {
        "no-overlap": "Nobody else judged what they judged.",
      }),
      sides: sidesOf(description, sides[who]!),
      medianActiveMs: medianActiveMs ?? null,
      skips: input.skips[who]!,
      skipRate: rateOf(skipRate, { "nothing-seen": "Nothing judged and nothing skipped." }),
      gold: rateOf(goldAccuracy, { "no-gold": "No comparison with a known outcome was asked." }),
      outcomes: outcomesOf(description, rows),
      distribution: distributionOf(description),
      unusual: known.unusual[who]!,
      reliability: known.reliability[who]!,
      repeats: known.repeats[who]!,
    };
  });
  return {
    annotators: viewed.sort(
      (one, other) => other.judgments - one.judgments || (one.label < other.label ? -1 : 1),
    ),
    sides: sidesOf(all, sides[rows.annotators]!),
  };
}

/** Per annotator, and last of all together: left, right and ties of judgments whose sides are known. */
function countSides({ annotators, annotator, outcome, leftIsA, values }: PeopleRows): Int32Array[] {
  const counts = Array.from({ length: annotators + 1 }, () => new Int32Array(3));
  for (let row = 0; row < annotator.length; row++) {
    if (leftIsA[row] === 2) continue;
    const score = values[outcome[row]!]!;
    const place = score === 0 ? 2 : score > 0 === (leftIsA[row] === 1) ? 0 : 1;
    counts[annotator[row]!]![place]!++;
    counts[annotators]![place]!++;
  }
  return counts;
}

function sidesOf({ leftRate }: WorkDescription, [left = 0, right = 0, ties = 0]: Int32Array): SideCounts {
  const words = { "no-preference": "No judgment of theirs with a known side preferred one." };
  return { left, right, ties, leftRate: rateOf(leftRate, words) };
}

function outcomesOf({ outcomes }: WorkDescription, { names }: PeopleRows): OutcomeCounts {
  const counts: OutcomeCounts = { model_a: 0, model_b: 0, tie: 0, both_good: 0, both_bad: 0 };
  for (const [k, name] of names.entries()) counts[name] = outcomes[k]!;
  return counts;
}

function distributionOf({ distribution }: AnnotatorDescription): AnnotatorRow["distribution"] {
  if (distribution.kind === "known")
    return { distance: distribution.distance, p: distribution.p, reason: null };
  const reason = distribution.reason === "no-others" ? "Nobody else has judged." : "No judgments.";
  return { distance: null, p: null, reason };
}

function countExtra({ extra, annotators }: ReportInput): Int32Array {
  const counts = new Int32Array(annotators.length);
  for (let row = 0; row < extra.id.length; row++) {
    const who = extra.annotator[row]!;
    if (who >= 0 && extra.isWithdrawn[row] === 0) counts[who]!++;
  }
  return counts;
}
