import type { StoredPart } from "../report/parts/view";
import type { ReportContent } from "../report/schemas";

/**
 * A report's JSON file: the content and its parts to read, and in one line what it was computed from, so that the file alone can be
 * computed again.
 *
 * @param input JSON, or undefined for a report of before inputs were kept.
 */
export function jsonReport(
  {
    reportId,
    hash,
    createdAt,
    content,
    parts = [],
  }: {
    reportId: string;
    hash: string;
    createdAt: number;
    content: ReportContent;
    parts?: readonly StoredPart[];
  },
  input: string | undefined,
): string {
  const head = {
    format: "tiebreak-report",
    version: content.versions.report,
    reportId,
    hash,
    createdAt,
    content,
    parts,
  };
  const text = JSON.stringify(head, null, 2);
  return input === undefined ? `${text}\n` : `${text.slice(0, -2)},\n  "input": ${input}\n}\n`;
}
