import type { Trajectory } from "@/db/schema/campaign";
import type { BradleyTerry } from "@/server/core/rating/bradley-terry";
import { eloPointsPerLogit, type StrengthDifference } from "@/server/core/rating/elo-points";
import type { StrengthCovariance } from "@/server/core/rating/strength-covariance";
import { strengthTrajectory } from "@/server/core/rating/strength-trajectory";
import type { PointsDifference, RatedModel, TrajectoryView } from "./view";

interface Fitted {
  fit: BradleyTerry;
  covariance: StrengthCovariance | undefined;
  models: readonly string[];
  rated: readonly RatedModel[];
  alpha: number;
}

/** The runs that the lead named, by the ratings of their checkpoints. */
export function trajectoryViews(
  trajectories: readonly Trajectory[],
  { fit, covariance, models, rated, alpha }: Fitted,
): TrajectoryView[] {
  const ratingOf = new Map(rated.map((row) => [row.model, row]));
  return trajectories.map(({ name, steps }) => {
    const checkpoints = steps.flatMap(({ model, step }) =>
      models.includes(model) ? [{ model: models.indexOf(model), step }] : [],
    );
    const missing = steps.filter(({ model }) => !models.includes(model)).map(({ model }) => model);
    const points = strengthTrajectory(fit, covariance, checkpoints, alpha);
    return {
      name,
      steps: points.map((point) => {
        const model = models[point.model]!;
        const { rating, lower, upper } = ratingOf.get(model)!;
        return {
          model,
          step: point.step,
          rating,
          lower,
          upper,
          sincePrevious: inPoints(point.sincePrevious),
          sinceFirst: inPoints(point.sinceFirst),
          change: point.change ?? null,
        };
      }),
      note: missing.length > 0 ? `Not compared in this campaign: ${missing.join(", ")}.` : null,
    };
  });
}

/** A difference of log-odds in points. */
export function inPoints(difference: StrengthDifference | undefined): PointsDifference | null {
  if (!difference) return null;
  const [points, lower, upper] = [difference.estimate, difference.lower, difference.upper].map(
    (value) => eloPointsPerLogit * value,
  ) as [number, number, number];
  return { points, lower, upper };
}
