import { describe, expect, it } from "vitest";
import { studentQuantile } from "./student-quantile";

describe("studentQuantile", () => {
  it("gives the values of printed tables", () => {
    const table = [
      [1, 12.706205],
      [2, 4.302653],
      [3, 3.182446],
      [4, 2.776445],
      [5, 2.570582],
      [10, 2.228139],
      [30, 2.042272],
      [120, 1.97993],
      [Infinity, 1.959964],
    ] as const;
    for (const [degrees, t] of table) expect(studentQuantile(0.975, degrees)).toBeCloseTo(t, 4);
    expect(studentQuantile(0.995, 7)).toBeCloseTo(3.499483, 4);
    expect(studentQuantile(0.9, 10)).toBeCloseTo(1.372184, 4);
    expect(studentQuantile(0.025, 10)).toBeCloseTo(-studentQuantile(0.975, 10), 12);
    expect(studentQuantile(0.5, 10)).toBe(0);
    expect(() => studentQuantile(1, 10)).toThrow(RangeError);
    expect(() => studentQuantile(0.9, 0)).toThrow(RangeError);
  });
});
