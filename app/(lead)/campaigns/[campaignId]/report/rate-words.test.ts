import { expect, test } from "vitest";
import { formatBounds, formatRate } from "./rate-words";

test("bounds are percentages with one decimal and a real minus sign", () => {
  expect(formatBounds({ lower: 0.4811, upper: 0.62 })).toBe("48.1 to 62.0\u202f%");
  expect(formatBounds({ lower: -0.12, upper: 0.01 })).toBe("−12.0 to 1.0\u202f%");
});

test("a rate that is not known is a dash", () => {
  expect(formatRate(null)).toBe("–");
  expect(formatRate(-0.054)).toBe("−5.4\u202f%");
});
