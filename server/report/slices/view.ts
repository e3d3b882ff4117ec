import type { SliceName } from "../../ranking/schemas";
import type { RateBounds } from "../schemas";

/** The win rate of a pair's first model in one slice. */
export interface SliceRow extends SliceName {
  modelA: string;
  modelB: string;
  /** Comparisons of the pair in the slice, and those of them in the closed prefix. */
  size: number;
  read: number;
  /** Null with a reason while nothing of the slice is read. */
  winRate: number | null;
  reason: string | null;
  /** fixed-n where the pair's own interval is, else a confidence sequence that holds at every look. */
  interval: (RateBounds & { kind: "fixed-n" | "confidence-sequence" }) | null;
  /** Drawn towards the whole, the more the less is known. `kept` is what stays of the slice's own deviation, 0 … 1. */
  shrunken: { winRate: number; kept: number } | null;
  /** That the two models are level in the slice, adjusted by Holm for all rows; at fixed n only. */
  adjustedP: number | null;
  /** Ahead in the slice: by `adjustedP`, or by the confidence sequence. Null: not told apart. */
  leader: string | null;
}

/** Win rates by language, category and tag. */
export interface SlicesView {
  rows: SliceRow[];
  /** Tests or sequences that share α. */
  monitored: number;
  /** What was left out, as sentences. */
  notes: string[];
}
