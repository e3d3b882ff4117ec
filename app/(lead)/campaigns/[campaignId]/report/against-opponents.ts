import type { RateBounds } from "@/server/report/schemas";
import type { SliceRow } from "@/server/report/slices/view";

interface OpponentCell {
  winRate: number | null;
  interval: RateBounds | null;
  /** Told apart from one half. */
  isApart: boolean;
}

/**
 * The rows of one model, turned so that every rate is its own: a row in which it is the second model is mirrored.
 *
 * @example againstOpponents(rows, "atlas").cellOf("birch", "de")?.winRate // .58
 */
export function againstOpponents(rows: readonly SliceRow[], model: string) {
  const own = rows.filter(({ modelA, modelB }) => modelA === model || modelB === model);
  const opponentOf = ({ modelA, modelB }: SliceRow) => (modelA === model ? modelB : modelA);
  const cells = new Map(own.map((row) => [JSON.stringify([opponentOf(row), row.value]), cellOf(row, model)]));
  return {
    opponents: [...new Set(own.map(opponentOf))],
    languages: [...new Set(own.map(({ value }) => value))],
    cellOf: (opponent: string, language: string) => cells.get(JSON.stringify([opponent, language])),
  };
}

function cellOf({ modelA, winRate, interval, leader }: SliceRow, model: string): OpponentCell {
  const isApart = leader !== null;
  if (modelA === model) return { winRate, interval, isApart };
  return {
    winRate: winRate === null ? null : 1 - winRate,
    interval: interval && { lower: 1 - interval.upper, upper: 1 - interval.lower },
    isApart,
  };
}
