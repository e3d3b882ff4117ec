/** What judgments say of one pair. */
export interface PilotPair {
  modelA: string;
  modelB: string;
  /** Comparisons that were read. */
  judged: number;
  tieRate: number | null;
  /** Of win − loss, for the first model. */
  margin: number | null;
  marginInterval: [number, number] | null;
}

/** Judgments to plan by. */
export interface Pilot {
  judged: number;
  /** Over all pairs. */
  tieRate: number;
  tieInterval: [number, number];
  pairs: PilotPair[];
}

/** With fewer judged comparisons a plan had better be assumed. */
export const fewestJudged = 20;

/** One name for two models in either order. */
export function pairKey({ modelA, modelB }: { modelA: string; modelB: string }): string {
  return JSON.stringify([modelA, modelB].toSorted());
}

/** An interval for a rate, kept to [0, 1]. */
export function rateInterval(lower: number, upper: number): [number, number] {
  return [Math.max(0, Math.min(1, lower)), Math.max(0, Math.min(1, upper))];
}
