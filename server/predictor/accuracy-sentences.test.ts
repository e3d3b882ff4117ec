import { describe, expect, it } from "vitest";
import { accuracySentences } from "./accuracy-sentences";
import type { Accuracy } from "./schemas";

const accuracy = (auc: number, interval: [number, number] | null): Accuracy => ({ auc, interval });
const single = accuracy(0.69, [0.6, 0.77]);
const told = (learned: Accuracy, gain: Accuracy) =>
  accuracySentences({ learned, single, gain, bestMetric: "chrf" });

describe("what is said of a predictor", () => {
  it("begins with what its accuracy means and how the best single metric does", () => {
    const [accuracyOfIt, ofSingle] = told(accuracy(0.714, [0.64, 0.78]), accuracy(0.024, [-0.01, 0.06]));
    expect(accuracyOfIt).toBe(
      "On prompts that it has not seen, a decisive comparison is ranked above a tied one in 71 % of cases (95 % interval 64 to 78 %); 50 % would be chance.",
    );
    expect(ofSingle).toBe(
      "The best single metric, mostly 1 − chrF, reaches 69 % (95 % interval 60 to 77 %).",
    );
  });

  it.each([
    [
      "chance",
      accuracy(0.55, [0.48, 0.63]),
      accuracy(0.1, [0.05, 0.2]),
      /not shown to be better than chance/,
    ],
    ["no interval", accuracy(0.9, null), accuracy(0.1, null), /not shown to be better than chance/],
    ["a gain", accuracy(0.75, [0.7, 0.8]), accuracy(0.061, [0.02, 0.1]), /adds 6 points/],
    ["a loss", accuracy(0.7, [0.6, 0.8]), accuracy(-0.05, [-0.09, -0.01]), /is worse .*, by 5 points/],
    ["no difference", accuracy(0.7, [0.6, 0.8]), accuracy(0.01, [-0.02, 0.05]), /not shown to differ/],
  ])("ends with what the intervals say: %s", (_, learned, gain, verdict) => {
    expect(told(learned, gain).at(-1)).toMatch(verdict);
  });
});
