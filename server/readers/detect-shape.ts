import { type Column, columnsByGivenName, shapeColumns } from "./columns";
import { nearestName } from "./nearest-name";
import type { ImportShape } from "./rows";

export interface MissingColumn {
  name: string;
  /** The name with its aliases and the nearest name that was found: `completion (or output; did you mean …?)`. */
  hint: string;
}

export interface DetectedShape {
  shape: ImportShape;
  missing: MissingColumn[];
}

const tellingColumns: Readonly<Record<ImportShape, readonly string[]>> = {
  completions: ["model", "completion"],
  pairs: ["model_a", "model_b", "completion_a", "completion_b"],
};

/**
 * Which of the two import shapes has these field names, decided by the fields that only one of them has; required
 * fields that are absent are listed. Without such a field, or with fields of both, the reason lists what was found
 * and what each shape needs.
 *
 * @example detectShape(["prompt_id", "prompt", "model", "output"]) // { shape: "completions", missing: [] }
 */
export function detectShape(fields: readonly string[]): DetectedShape | { reason: string } {
  const isPairs = tells("pairs", fields);
  const isCompletions = tells("completions", fields);
  if (isPairs === isCompletions) return { reason: undecided(fields, isPairs) };
  const shape = isPairs ? "pairs" : "completions";
  return { shape, missing: missingColumns(shape, fields) };
}

function tells(shape: ImportShape, fields: readonly string[]): boolean {
  const known = columnsByGivenName(shapeColumns[shape]);
  return fields.some((field) => tellingColumns[shape].includes(known.get(field)?.name ?? ""));
}

function missingColumns(shape: ImportShape, fields: readonly string[]): MissingColumn[] {
  const known = columnsByGivenName(shapeColumns[shape]);
  const present = new Set(fields.map((field) => known.get(field)?.name));
  const unknown = fields.filter((field) => !known.has(field));
  return shapeColumns[shape]
    .filter((column) => column.required && !present.has(column.name))
    .filter((column) => !(column.name === "prompt" && present.has("turns")))
    .map((column) => ({ name: column.name, hint: hintFor(column, unknown) }));
}

function hintFor(column: Column, unknown: readonly string[]): string {
  const near = nearestName(column.name, unknown);
  const parts: string[] = [];
  if (column.aliases.length > 0) parts.push(`or ${column.aliases.join(", ")}`);
  if (near !== undefined) parts.push(`did you mean ${near}?`);
  return parts.length === 0 ? column.name : `${column.name} (${parts.join("; ")})`;
}

function undecided(fields: readonly string[], isBoth: boolean): string {
  const found = fields.length === 0 ? "no fields" : fields.slice(0, 30).join(", ");
  const cause = isBoth ? "the fields belong to two shapes at once" : "the fields belong to neither shape";
  return `${cause}: found ${found}; ${needs("completions", fields)}; ${needs("pairs", fields)}`;
}

function needs(shape: ImportShape, fields: readonly string[]): string {
  const required = shapeColumns[shape].filter((column) => column.required);
  const known = columnsByGivenName(shapeColumns[shape]);
  const unknown = fields.filter((field) => !known.has(field));
  const present = new Set(fields.map((field) => known.get(field)?.name));
  const listed = required.map((column) =>
    present.has(column.name) ? column.name : hintFor(column, unknown),
  );
  return `${shape} need ${listed.join(", ")}`;
}
