import type { JsonFault } from "./locate-json-fault";
import type { RowProblem } from "./rows";

/** A fault of JSON as the problem of a row; `field` is its path in the row, or "". */
export function jsonProblem(line: number, field: string, fault: JsonFault): RowProblem {
  const problem: RowProblem = { line, reason: `${fault.reason} (column ${fault.column})` };
  if (field !== "") problem.field = field;
  return problem;
}
