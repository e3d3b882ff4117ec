import { expect, it } from "vitest";
import type { HeadlineInterval } from "@/server/core/estimation/headline-interval";
import { decidePairs } from "./decide-pairs";

function fixed(estimate: number, se: number): HeadlineInterval {
  const half = 1.959964 * se;
  return {
    kind: "fixed-n",
    why: "planned-number-closed",
    lower: estimate - half,
    upper: estimate + half,
    estimate,
    estimateKind: "fixed-n",
    se,
    degrees: Infinity,
    alpha: 0.05,
    monitored: 1,
  };
}

const sequence = (lower: number, upper: number): HeadlineInterval => ({
  ...fixed((lower + upper) / 2, 1),
  kind: "confidence-sequence",
  lower,
  upper,
  se: undefined,
});

it("takes the interval alone for one pair", () => {
  expect(decidePairs([fixed(0.2, 0.1)], 0.05)).toEqual([1]);
  expect(decidePairs([fixed(-0.19, 0.1)], 0.05)).toEqual([0]);
});

it("steps down by Holm: critical values 2.394, 2.241, 1.960 for three pairs", () => {
  expect(decidePairs([fixed(0.25, 0.1), fixed(-0.23, 0.1), fixed(0.2, 0.1)], 0.05)).toEqual([1, -1, 1]);
  // The strongest fails, so all fail, although each would pass alone.
  expect(decidePairs([fixed(0.23, 0.1), fixed(-0.23, 0.1), fixed(0.2, 0.1)], 0.05)).toEqual([0, 0, 0]);
  // The middle one fails at 2.241, and with it the last.
  expect(decidePairs([fixed(0.25, 0.1), fixed(-0.22, 0.1), fixed(0.2, 0.1)], 0.05)).toEqual([1, 0, 0]);
});

it("takes sequences by their bounds, which hold for all pairs together", () => {
  expect(decidePairs([sequence(0.01, 0.4), sequence(-0.4, -0.1), sequence(-0.1, 0.1)], 0.05)).toEqual([
    1, -1, 0,
  ]);
});

it("takes a pair judged whole by its margin, and a missing one as undecided", () => {
  expect(decidePairs([fixed(0.01, 0), fixed(0, 0), undefined], 0.05)).toEqual([1, 0, 0]);
});
