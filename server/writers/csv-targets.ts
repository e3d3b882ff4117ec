import type { RateBounds, ReportContent } from "../report/schemas";
import type { Cell } from "./csv-line";

/** The slices, the second target and the judge's estimates as rows of the report's CSV. */
export function targetRows({ slices, wider, judge, configuration }: ReportContent): Record<string, Cell>[] {
  const confidence = 1 - configuration.alpha;
  const bySlice = (slices?.rows ?? []).map((row) => {
    const { by, tag, value, adjustedP, reason } = row;
    const note = reason ?? (adjustedP === null ? null : `Holm-adjusted p ${adjustedP}`);
    const scope = `slice ${by === "tag" ? `tag:${tag}` : by}=${value}`;
    return { ...rateRow(row, confidence), quantity: "win_rate", scope, note };
  });
  const forOthers = (wider ?? []).map((row) => ({
    ...rateRow(row, confidence),
    quantity: "win_rate",
    scope: "prompts and annotators like these",
    note: row.note,
  }));
  const withJudge = (judge?.rows ?? []).map((row) => ({
    ...rateRow(row, confidence),
    quantity: "win_rate_with_judge",
    scope: "whole set",
    note: row.note,
  }));
  return [...bySlice, ...forOthers, ...withJudge];
}

interface RateRow {
  modelA: string;
  modelB: string;
  winRate: number | null;
  interval: (RateBounds & { kind?: string }) | null;
}

function rateRow({ modelA, modelB, winRate, interval }: RateRow, confidence: number) {
  return {
    model_a: modelA,
    model_b: modelB,
    value: winRate,
    lower: interval?.lower ?? null,
    upper: interval?.upper ?? null,
    interval: interval && (interval.kind ?? "fixed-n"),
    confidence: interval && confidence,
  };
}
