import { points, pointsRange } from "@/server/report/schemas";
import { EstimateCell } from "../rate-cell";

interface Props {
  rating: number;
  lower: number | null;
  upper: number | null;
}

/** A model's rating in points with its interval below it; an anchor has none. */
export function RatingCell({ rating, lower, upper }: Props) {
  const hasRange = lower !== null && upper !== null;
  const range = hasRange && (lower === upper ? "anchor" : pointsRange({ lower, upper }));
  return <EstimateCell estimate={points(rating)} range={range} />;
}
