import { percent } from "../../report/interval-words";

/** A table of a report as texts, for a format that lays them out. */
export interface ReportTable {
  /** A word for labels and files. */
  name: string;
  /** Tables that follow each other under one title belong together. */
  title: string;
  caption: string;
  columns: { head: string; isNumber: boolean }[];
  /** Empty where the notes say why there is nothing. */
  groups: RowGroup[];
  /** Sentences that stand below. */
  notes: string[];
}

/** Rows of cells under a heading of their own, such as a pair of models; null: under none. */
export interface RowGroup {
  heading: string | null;
  /** A cell may have a second line, the bounds of its value. */
  rows: string[][];
}

export type Column<Row> = [head: string, cell: (row: Row) => string | number | null, isNumber?: boolean];

interface About<Row> {
  name: string;
  title: string;
  caption: string;
  notes?: readonly (string | null)[];
  /** What rows that follow each other stand under. */
  headingOf?: (row: Row) => string;
}

const none = "–";

/** Rows as a table of texts; what a row lacks is a dash. */
export function tableOf<Row>(
  { name, title, caption, notes = [], headingOf }: About<Row>,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): ReportTable {
  const groups: RowGroup[] = [];
  for (const row of rows) {
    const heading = headingOf?.(row) ?? null;
    if (groups.length === 0 || groups.at(-1)?.heading !== heading) groups.push({ heading, rows: [] });
    groups.at(-1)?.rows.push(columns.map(([, cell]) => String(cell(row) ?? none)));
  }
  return {
    name,
    title,
    caption,
    columns: columns.map(([head, , isNumber = true]) => ({ head, isNumber })),
    groups,
    notes: notes.filter((note) => note !== null),
  };
}

/** A title with sentences in the place of a table. */
export function wordsOnly(name: string, title: string, notes: readonly (string | null)[]): ReportTable {
  return tableOf({ name, title, caption: "", notes }, [], []);
}

/** @example rowsOf(table).length // of all groups together */
export function rowsOf({ groups }: Pick<ReportTable, "groups">): string[][] {
  return groups.flatMap(({ rows }) => rows);
}

/** @example rate(0.618) // "61.8 %" */
export function rate(value: number | null | undefined): string | null {
  return value === null || value === undefined ? null : percent(value);
}

/** A value with its bounds in a line below, for cells. @example withBounds("71.3", "61.5–80.3") // "71.3\n61.5–80.3" */
export function withBounds(value: string | null, bounds: string | null): string | null {
  return value !== null && bounds !== null ? `${value}\n${bounds}` : value;
}
