import { expect, it } from "vitest";
import { createRandom } from "../sampling/random";
import { anomalyTest } from "./anomaly-test";
import { fairSidePValues } from "./fair-side-p-values";

it("lies in the lower half for the side in question and in the upper for the other", () => {
  const p = fairSidePValues(Uint8Array.of(1, 0, 1, 0), createRandom("s"));
  expect([...p].map((value) => (value <= 0.5 ? 1 : 0))).toEqual([1, 0, 1, 0]);
  expect(p.every((value) => value > 0 && value <= 1)).toBe(true);
});

it("raises at most the alarms allowed over fair choices, and finds who takes one side", () => {
  const alarms = (chance: number) =>
    Array.from({ length: 1000 }, (_, run) => {
      const random = createRandom(`${chance}/${run}`);
      const chosen = Uint8Array.from({ length: 100 }, () => (random.next() < chance ? 1 : 0));
      const test = anomalyTest({ p: fairSidePValues(chosen, random), seed: `${run}` });
      return test.kind === "tested" && test.suspected;
    }).filter(Boolean).length / 1000;
  expect(alarms(0.5)).toBeLessThan(0.06);
  expect(alarms(0.5)).toBeGreaterThan(0.005);
  expect(alarms(0.9)).toBeGreaterThan(0.9);
});
