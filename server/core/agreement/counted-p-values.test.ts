import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../sampling/random";
import { countedPValues } from "./counted-p-values";
import { historyPValues } from "./history-p-values";

describe("p-values from counts", () => {
  it("are those of the lists that were counted", () => {
    const judgment = fc.record({ kind: fc.nat(2), value: fc.nat(2) });
    fc.assert(
      fc.property(fc.array(judgment), fc.array(judgment), (own, past) => {
        const others = new Float64Array(9);
        for (const { kind, value } of past) others[kind * 3 + value]!++;
        const kind = Int32Array.from(own, (row) => row.kind);
        const counted = countedPValues({
          kind,
          value: Uint8Array.from(own, (row) => row.value),
          values: 3,
          others,
          random: createRandom("s"),
        });
        const listed = historyPValues({
          kind,
          value: Float64Array.from(own, (row) => row.value),
          history: [0, 1, 2].map((k) =>
            Float64Array.from(past.filter((row) => row.kind === k).map((row) => row.value)),
          ),
          ties: "random",
          random: createRandom("s"),
        });
        expect(counted).toEqual(listed);
        expect(counted.every((p) => p > 0 && p <= 1)).toBe(true);
      }),
    );
  });

  it("leave the counts as they were", () => {
    const others = Float64Array.of(1, 2, 3);
    const random = createRandom("s");
    countedPValues({ kind: Int32Array.of(0), value: Uint8Array.of(1), values: 3, others, random });
    expect(others).toEqual(Float64Array.of(1, 2, 3));
  });

  it.each([
    [0, 3],
    [1, 0],
    [-1, 0],
  ])("are refused for kind %i with value %i", (kind, value) => {
    const others = new Float64Array(3);
    const input = { kind: Int32Array.of(kind), value: Uint8Array.of(value), values: 3, others };
    expect(() => countedPValues({ ...input, random: createRandom("s") })).toThrow(RangeError);
  });
});
