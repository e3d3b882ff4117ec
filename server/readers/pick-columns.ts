import type { Column } from "./columns";
import { describeValue } from "./describe-value";
import type { RowProblem } from "./rows";

/** The known columns of one row, and the problems found in it so far. */
export interface PickedColumns {
  readonly line: number;
  /** By canonical name; null values are left out, as if the field were absent. */
  readonly values: Map<string, unknown>;
  /** The name used by the file, where it is an alias. */
  readonly givenNames: Record<string, string>;
  readonly problems: RowProblem[];
}

/** Takes the known columns out of a row under their canonical names; a column given under two names is a problem. */
export function pickColumns(line: number, row: object, known: ReadonlyMap<string, Column>): PickedColumns {
  const picked: PickedColumns = { line, values: new Map(), givenNames: {}, problems: [] };
  const fields = row as Record<string, unknown>;
  for (const given in fields) {
    const value = fields[given];
    const name = known.get(given)?.name;
    if (name === undefined || value === null || value === undefined) continue;
    if (picked.values.has(name)) {
      const other = picked.givenNames[name] ?? name;
      addProblem(picked, given, `is the same column as ${other}: give one of them`);
      continue;
    }
    picked.values.set(name, value);
    if (given !== name) picked.givenNames[name] = given;
  }
  return picked;
}

export function addProblem(picked: PickedColumns, field: string, reason: string): void {
  picked.problems.push({ line: picked.line, field, reason });
}

/** The name by which the file calls a column. */
export function givenName(picked: PickedColumns, name: string): string {
  return picked.givenNames[name] ?? name;
}

export function expected(wanted: string, value: unknown): string {
  return `expected ${wanted}, got ${describeValue(value)}`;
}
