import type { PointsDifference } from "../report/ratings/view";
import type { ReportContent } from "../report/schemas";
import type { Cell } from "./csv-line";

type Row = Record<string, Cell>;

/** Ratings in points, ranks and differences: `model_a` is the model, `model_b` whom it is compared with. */
export function ratingCsvRows({ ratings, configuration, scope: reportScope }: ReportContent): Row[] {
  if (!ratings) return [];
  const scope = reportScope === "whole-set" ? "whole set" : "of the judged";
  const confidence = 1 - configuration.alpha;
  const { rated, separated } = ratings;
  const next = (ratings.nextPair?.rows ?? []).map(({ modelA, modelB, probability }) => ({
    model_a: modelA,
    model_b: modelB,
    quantity: "next_pair_probability",
    scope: "next draw",
    value: probability,
    ...(probability === null ? { note: "It cannot be drawn: judged whole, or stopped." } : {}),
  }));
  if (separated) return [{ quantity: "rating", scope, note: separated.sentence }, ...next];
  const interval = "prompt-clustered";
  const difference = (one: string, other: string | undefined, found: PointsDifference | null): Row[] => {
    if (!found || other === undefined) return [];
    const { points: value, lower, upper } = found;
    const kind: Row = lower === null ? {} : { interval, confidence };
    return [
      { model_a: one, model_b: other, quantity: "rating_difference", scope, value, lower, upper, ...kind },
    ];
  };
  const rows = rated.flatMap((row, place): Row[] => {
    const { model, rating: value, se, lower, upper, rankBest, rankWorst } = row;
    const kind: Row = lower === null ? {} : { interval, confidence };
    const others: [string, number | null][] = [
      ["rating_rao_kupper", row.raoKupper],
      ["rating_davidson", row.davidson],
    ];
    return [
      { model_a: model, quantity: "rating", scope, value, lower, upper, se, ...kind },
      ...(rankBest === null
        ? []
        : [
            {
              model_a: model,
              quantity: "rank",
              scope,
              lower: rankBest,
              upper: rankWorst,
              interval: "simultaneous",
              confidence,
            },
          ]),
      ...others.map(([quantity, own]) => ({ model_a: model, quantity, scope, value: own })),
      ...difference(model, rated[place + 1]?.model, row.toNext),
      ...(place > 1 ? difference(model, rated[0]?.model, row.toFirst) : []),
    ];
  });
  return [...rows, ...next];
}
