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
