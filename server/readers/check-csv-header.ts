import { detectShape } from "./detect-shape";
import type { RowProblem } from "./rows";

/** Accepts a header line when its names are distinct and hold what one of the shapes needs. */
export function checkCsvHeader(record: readonly string[], line: number): { columns: string[] } | RowProblem {
  const columns = record.map((name) => name.trim());
  const twice = columns.find((name, index) => name !== "" && columns.indexOf(name) !== index);
  if (twice !== undefined)
    return { line, field: twice, reason: "is given twice in the header", wholeFile: true };
  const detected = detectShape(columns);
  if ("reason" in detected) return { line, reason: detected.reason, wholeFile: true };
  if (detected.missing.length === 0) return { columns };
  const field = detected.missing[0]?.name;
  const reason = `the header lacks ${detected.missing.map((missing) => missing.hint).join(", ")}`;
  return { line, field, reason, wholeFile: true };
}
