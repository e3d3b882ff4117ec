import type { JudgedColumns } from "@/server/core/estimation/judged-table";
import type { Evidence, WorthRow, WorthTable } from "./schemas";

/** One order and what is known of it before it is judged. */
export interface WorthOrder extends Pick<WorthRow, "id" | "title" | "kind" | "version" | "settings"> {
  /** Per judged comparison; NaN where it could not be scored. */
  utility: Float64Array;
}

/** Judged comparisons of one kind of evidence. */
export interface WorthEvidence {
  evidence: Evidence;
  comparisonIds: Int32Array;
  columns: JudgedColumns;
  /** Comparisons of the sample that were given up. */
  unjudgeable: number;
  /** The newest judgment that was read; 0: none. */
  lastJudgmentId: number;
}

/** Everything that a table of orders is computed from; plain enough to be sent to a worker thread. */
export interface WorthInput extends Pick<WorthEvidence, "evidence" | "columns" | "unjudgeable"> {
  orders: WorthOrder[];
  leftOut: WorthTable["leftOut"];
  seed: string;
}

/** The control that says whether a metric sees more than length. */
export const lengthControl = "mean-length";
