import { expect, it } from "vitest";
import type { SliceRow } from "@/server/report/slices/view";
import { againstOpponents } from "./against-opponents";

const row = (modelA: string, modelB: string, value: string, winRate: number | null): SliceRow => ({
  by: "language",
  value,
  modelA,
  modelB,
  size: 10,
  read: 5,
  winRate,
  reason: null,
  interval: winRate === null ? null : { kind: "fixed-n", lower: winRate - 0.1, upper: winRate + 0.2 },
  shrunken: null,
  adjustedP: null,
  leader: winRate === 0.75 ? modelA : null,
});

it("turns every row so that the rate is the model's own", () => {
  const rows = [
    row("a", "b", "de", 0.75),
    row("c", "a", "de", 0.25),
    row("b", "c", "de", 0.5),
    row("a", "b", "sw", null),
  ];
  const { opponents, languages, cellOf } = againstOpponents(rows, "a");
  expect(opponents).toEqual(["b", "c"]);
  expect(languages).toEqual(["de", "sw"]);
  expect(cellOf("b", "de")).toEqual({
    winRate: 0.75,
    interval: { kind: "fixed-n", lower: 0.65, upper: 0.95 },
    isApart: true,
  });
  expect(cellOf("c", "de")?.winRate).toBe(0.75);
  expect(cellOf("c", "de")?.interval?.lower).toBeCloseTo(0.55);
  expect(cellOf("c", "de")?.interval?.upper).toBeCloseTo(0.85);
  expect(cellOf("b", "sw")?.winRate).toBeNull();
  expect(cellOf("c", "sw")).toBeUndefined();
});
