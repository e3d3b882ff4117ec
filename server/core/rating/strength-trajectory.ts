import type { BradleyTerry } from "./bradley-terry";
import { eloPointsPerLogit, type StrengthDifference, strengthDifference } from "./elo-points";
import type { StrengthCovariance } from "./strength-covariance";

/** A model that is one checkpoint of a training run. */
export interface Checkpoint {
  /** The model's number. */
  model: number;
  /** Training steps (or tokens) taken: any finite number, another one for every checkpoint. */
  step: number;
}

export interface TrajectoryPoint extends Checkpoint {
  /** 1000 + (400/ln 10)·r, as in the table of ratings. */
  rating: number;
  /** How much stronger than the checkpoint before it, and than the first one; undefined for the first, or without a covariance. */
  sincePrevious: StrengthDifference | undefined;
  sinceFirst: StrengthDifference | undefined;
  /** What the interval since the previous checkpoint says: it lies above 0, below 0, or holds 0. */
  change: "better" | "worse" | "not-shown" | undefined;
}

/**
 * How a run's checkpoints fare over its steps: ratings by ascending step, and intervals of the differences, which are what
 * progress is told by; two overlapping intervals of ratings would say less.
 *
 * Each interval holds by itself. With many checkpoints some step shows a change by chance: pass alpha over the number of
 * differences to have all hold together.
 *
 * @param checkpoints of one run, in any order; other models of the fit may be left out.
 * @param covariance undefined where none is known: ratings alone.
 * @throws RangeError for a model that is none, or given twice, and for a step given twice or not finite.
 * @example strengthTrajectory(fit, clustered, [{ model: 0, step: 1000 }, { model: 2, step: 2000 }])[1]!.sincePrevious
 */
export function strengthTrajectory(
  fit: Pick<BradleyTerry, "r" | "models">,
  covariance: StrengthCovariance | undefined,
  checkpoints: readonly Checkpoint[],
  alpha = 0.05,
): TrajectoryPoint[] {
  checkCheckpoints(checkpoints, fit.models);
  const ordered = checkpoints.toSorted((one, other) => one.step - other.step);
  const difference = (own: Checkpoint, earlier: Checkpoint | undefined) =>
    covariance && earlier ? strengthDifference(fit, covariance, own.model, earlier.model, alpha) : undefined;
  return ordered.map((own, place) => {
    const sincePrevious = difference(own, ordered[place - 1]);
    return {
      ...own,
      rating: 1000 + eloPointsPerLogit * fit.r[own.model]!,
      sincePrevious,
      sinceFirst: place > 0 ? difference(own, ordered[0]) : undefined,
      change: sincePrevious && changeOf(sincePrevious),
    };
  });
}

function changeOf({ lower, upper }: StrengthDifference): "better" | "worse" | "not-shown" {
  if (lower > 0) return "better";
  return upper < 0 ? "worse" : "not-shown";
}

function checkCheckpoints(checkpoints: readonly Checkpoint[], models: number): void {
  const seen = new Set<number>();
  const steps = new Set<number>();
  for (const { model, step } of checkpoints) {
    if (!(Number.isInteger(model) && model >= 0 && model < models))
      throw new RangeError(`${models} models have no number ${model}`);
    if (!Number.isFinite(step)) throw new RangeError(`model ${model} has step ${step}`);
    if (seen.has(model) || steps.has(step))
      throw new RangeError(`model ${model} or step ${step} is given twice`);
    seen.add(model);
    steps.add(step);
  }
}
