import type { RateBounds } from "../schemas";

/** A pair's win rate with a judge's known scores taking out variance; people's judgments are never replaced. */
export interface JudgeRow {
  modelA: string;
  modelB: string;
  winRate: number | null;
  /** Where the pair's own interval is of fixed n too. */
  interval: (RateBounds & { confidence: number }) | null;
  /** Part of the variance that is gone, at most 1; negative where the judge added some. */
  varianceSaved: number | null;
  /** Per stratum: λ as it stands after the last draw, and the correlation of judge and people over the judged. */
  strata: { routingGroup: string; lambda: number; correlation: number | null }[];
  /** Comparisons that the judge says nothing of; they count as the mean of the others. */
  unscored: number;
  note: string | null;
}

export interface JudgeView {
  /** What is used, in words. */
  title: string;
  rows: JudgeRow[];
}
