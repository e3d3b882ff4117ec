import { expect, test } from "vitest";
import { isPathStep, pathSteps } from "./path-steps";

test("the first 64, then ever sparser, each step by itself alone", () => {
  expect(pathSteps(0)).toEqual([]);
  expect(pathSteps(70)).toEqual([...Array.from({ length: 64 }, (_, i) => i + 1), 66, 68, 70]);
  const every = Array.from({ length: 5_000 }, (_, i) => i + 1).filter(isPathStep);
  expect(pathSteps(5_000)).toEqual(every);
  expect(pathSteps(1_000_000).length).toBeLessThan(600);
  expect(() => pathSteps(1.5)).toThrow(RangeError);
});
