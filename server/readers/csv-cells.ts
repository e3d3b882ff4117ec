import { type Column, columnsByGivenName, shapeColumns } from "./columns";
import { jsonProblem } from "./json-problem";
import { parseJson } from "./parse-json";
import type { RawRow, RowProblem } from "./rows";

export type CsvCells = (record: readonly string[], line: number) => RawRow | RowProblem;

/** Columns whose empty cell is an empty text rather than nothing. */
const mayBeEmpty: ReadonlySet<string> = new Set([
  "prompt_id",
  "model",
  "model_a",
  "model_b",
  "completion",
  "completion_a",
  "completion_b",
]);

/** How cells of numbers look; any other text stays text, and is refused where a number is needed. */
const numberForm: Partial<Record<Column["kind"], RegExp>> = {
  integer: /^\d+$/,
  number: /^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$/,
};

/** Turns records under the given header into rows of the same kind as JSON gives; unknown columns stay text. */
export function csvCells(header: readonly string[]): CsvCells {
  const known = columnsByGivenName([...shapeColumns.completions, ...shapeColumns.pairs]);
  const columns = header.map((name) => known.get(name));
  return (record, line) => {
    if (record.length !== header.length) {
      return { line, reason: `has ${record.length} cells where the header has ${header.length}` };
    }
    const value: Record<string, unknown> = {};
    for (const [index, column] of columns.entries()) {
      const name = header[index] as string;
      const cell = record[index] as string;
      if (column === undefined) {
        value[name] = cell;
        continue;
      }
      if (cell === "" && !mayBeEmpty.has(column.name)) continue;
      const problem = readCell(column, name, cell, line, value);
      if (problem !== undefined) return problem;
    }
    return { line, value };
  };
}

function readCell(
  column: Column,
  name: string,
  cell: string,
  line: number,
  value: Record<string, unknown>,
): RowProblem | undefined {
  if (column.kind === "json") {
    const parsed = parseJson(cell);
    if ("reason" in parsed) {
      const joint = parsed.field === "" || parsed.field.startsWith("[") ? "" : ".";
      return jsonProblem(line, `${name}${joint}${parsed.field}`, parsed);
    }
    value[name] = parsed.value;
  } else {
    value[name] = numberForm[column.kind]?.test(cell) ? Number(cell) : cell;
  }
  return undefined;
}
