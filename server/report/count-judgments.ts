import type { JudgmentColumns, ReportInput } from "./report-input";

/** What of a report's counts follows from its judgments: those that stand, those taken back, and who gave them. */
export function countJudgments({
  annotator,
  isImported,
  isWithdrawn,
}: JudgmentColumns): Pick<
  ReportInput["counts"],
  "judgments" | "judgmentsImported" | "withdrawn" | "annotators"
> {
  const counts = { judgments: 0, judgmentsImported: 0, withdrawn: 0, annotators: 0 };
  const standing = new Set<number>();
  for (let row = 0; row < annotator.length; row++) {
    if (isWithdrawn[row] === 1) {
      counts.withdrawn++;
      continue;
    }
    counts.judgments++;
    counts.judgmentsImported += isImported[row] as number;
    if (annotator[row] !== -1) standing.add(annotator[row] as number);
  }
  return { ...counts, annotators: standing.size };
}
