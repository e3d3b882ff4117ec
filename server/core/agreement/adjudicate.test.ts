import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adjudicate } from "./adjudicate";

describe("a comparison's label", () => {
  it.each([
    [2, 0, 0, "win", false],
    [0, 2, 0, "loss", false],
    [0, 0, 3, "tie", false],
    [1, 1, 0, undefined, true],
    [1, 0, 1, undefined, true],
    [1, 1, 1, undefined, true],
    [2, 1, 0, "win", true],
    [1, 2, 0, "loss", true],
    [3, 1, 0, "win", false],
    [2, 2, 1, undefined, true],
    [1, 0, 0, "win", true],
    [0, 0, 0, undefined, true],
  ] as const)("of %i, %i and %i is %s; can change: %s", (win, loss, tie, label, isClose) => {
    expect(adjudicate(win, loss, tie)).toEqual({ label, isClose });
  });

  it("can change just when some judgment more changes it", () => {
    const count = fc.nat(6);
    fc.assert(
      fc.property(count, count, count, (win, loss, tie) => {
        const { label, isClose } = adjudicate(win, loss, tie);
        const next = [
          adjudicate(win + 1, loss, tie),
          adjudicate(win, loss + 1, tie),
          adjudicate(win, loss, tie + 1),
        ];
        expect(isClose).toBe(next.some((after) => after.label !== label));
      }),
    );
  });

  it.each([-1, 0.5, Number.NaN])("is refused for %d judgments", (count) => {
    expect(() => adjudicate(count, 0, 0)).toThrow(RangeError);
  });
});
