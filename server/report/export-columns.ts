import type { ColumnType } from "@/server/writers/write-parquet";

/** Columns of the exported judgments, one row per judgment in the order of ids. */
export const judgmentColumns = [
  "judgment_id",
  "prompt_id",
  "model_a",
  "model_b",
  "outcome",
  "presented_side",
  "annotator",
  "source",
  "purpose",
  "duration_ms",
  "created_at",
  "withdrawn",
  "stratum",
  "draw_number",
  "opening_probability",
] as const;

/** Columns of the exported draws, one row per draw in the order of strata and draw numbers. */
export const drawColumns = [
  "stratum",
  "model_a",
  "model_b",
  "routing_group",
  "N",
  "planned",
  "draw_number",
  "prompt_id",
  "arm",
  "ranking",
  "control_coin",
  "control_used",
  "q",
  "largest_inverse",
  "rank",
  "control_place",
  "state",
  "opening_probability",
] as const;

/** Columns of the exported ranking, one row per comparison, each stratum's highest rank first. */
export const rankingColumns = [
  "stratum",
  "prompt_id",
  "model_a",
  "model_b",
  "routing_group",
  "utility",
  "rank",
  "weight",
] as const;

/** Columns of the exported preference pairs, one row per closed comparison that people did not leave even. */
export const preferenceColumns = [
  "prompt",
  "system",
  "turns",
  "chosen",
  "rejected",
  "chosen_model",
  "rejected_model",
  "margin",
  "wins",
  "losses",
  "ties",
  "judgments",
  "language",
  "category",
  "prompt_id",
  "weight",
] as const;

export type ExportColumn =
  | (typeof judgmentColumns)[number]
  | (typeof drawColumns)[number]
  | (typeof rankingColumns)[number]
  | (typeof preferenceColumns)[number];

/** What a column holds where the format has types; a column of one name holds the same in every export. */
export const columnTypes: Record<ExportColumn, ColumnType> = {
  judgment_id: "integer",
  prompt_id: "text",
  model_a: "text",
  model_b: "text",
  outcome: "text",
  presented_side: "text",
  annotator: "text",
  source: "text",
  purpose: "text",
  duration_ms: "integer",
  created_at: "time",
  withdrawn: "boolean",
  stratum: "integer",
  draw_number: "integer",
  routing_group: "text",
  N: "integer",
  planned: "integer",
  arm: "text",
  ranking: "integer",
  control_coin: "boolean",
  control_used: "integer",
  q: "number",
  largest_inverse: "number",
  rank: "number",
  control_place: "integer",
  opening_probability: "number",
  state: "text",
  utility: "number",
  weight: "number",
  prompt: "text",
  system: "text",
  turns: "turns",
  chosen: "text",
  rejected: "text",
  chosen_model: "text",
  rejected_model: "text",
  margin: "number",
  wins: "integer",
  losses: "integer",
  ties: "integer",
  judgments: "integer",
  language: "text",
  category: "text",
};
