import type { ImportShape } from "./rows";

/** How a column is read from CSV, where every cell is text: JSON cells are parsed, `integer` and `number` cells become numbers. */
export type ColumnKind = "text" | "integer" | "number" | "json";

export interface Column {
  name: string;
  aliases: readonly string[];
  required: boolean;
  kind: ColumnKind;
}

const promptColumns: readonly Column[] = [
  { name: "prompt_id", aliases: [], required: true, kind: "text" },
  { name: "prompt", aliases: [], required: true, kind: "text" },
];

const optionalPromptColumns: readonly Column[] = [
  { name: "language", aliases: ["lang"], required: false, kind: "text" },
  { name: "category", aliases: [], required: false, kind: "text" },
  { name: "system", aliases: [], required: false, kind: "text" },
  { name: "turns", aliases: [], required: false, kind: "json" },
  { name: "metadata", aliases: ["meta"], required: false, kind: "json" },
];

/** The columns of each import shape, in the order in which the documentation lists them. */
export const shapeColumns: Readonly<Record<ImportShape, readonly Column[]>> = {
  completions: [
    ...promptColumns,
    { name: "model", aliases: [], required: true, kind: "text" },
    { name: "completion", aliases: ["output"], required: true, kind: "text" },
    ...optionalPromptColumns,
    { name: "sample", aliases: [], required: false, kind: "integer" },
    { name: "logprobs", aliases: [], required: false, kind: "json" },
    { name: "embedding", aliases: [], required: false, kind: "json" },
    { name: "score", aliases: [], required: false, kind: "number" },
  ],
  pairs: [
    ...promptColumns,
    { name: "model_a", aliases: [], required: true, kind: "text" },
    { name: "model_b", aliases: [], required: true, kind: "text" },
    { name: "completion_a", aliases: ["output_a"], required: true, kind: "text" },
    { name: "completion_b", aliases: ["output_b"], required: true, kind: "text" },
    ...optionalPromptColumns,
    { name: "judgments", aliases: ["votes"], required: false, kind: "json" },
    { name: "judge_votes", aliases: [], required: false, kind: "json" },
  ],
};

/** Every accepted name of the given columns, mapped to the column it stands for. */
export function columnsByGivenName(columns: readonly Column[]): Map<string, Column> {
  return new Map(columns.flatMap((column) => [column.name, ...column.aliases].map((name) => [name, column])));
}
