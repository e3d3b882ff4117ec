import { describe, expect, it } from "vitest";
import { simulateReplacedOrder } from "./simulate-replaced-order";

describe("a betting sequence that hands over to a weighted one", () => {
  it.each(["early", "worst"] as const)("misses as seldom as one sequence may, replaced: %s", (when) => {
    const missed = simulateReplacedOrder({
      N: 60,
      tieShare: 0.3,
      alpha: 0.2,
      when,
      replications: 300,
      seed: "short",
    });
    // .2 is allowed; an order that is replaced at its worst uses up some of that.
    expect(missed).toBeLessThan(0.25);
    if (when === "worst") expect(missed).toBeGreaterThan(0.04);
  });
});
