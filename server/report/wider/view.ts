import type { RateBounds } from "../schemas";

/** A pair's win rate for "prompts and annotators like these", beside that of this prompt set. */
export interface WiderRow {
  modelA: string;
  modelB: string;
  /** The point estimate is the pool's. */
  winRate: number | null;
  interval: (RateBounds & { confidence: number }) | null;
  /** Clusters that it was taken over. */
  prompts: number;
  annotators: number;
  /** Why there is no interval, or how rough it is; null where there is nothing to say. */
  note: string | null;
}
