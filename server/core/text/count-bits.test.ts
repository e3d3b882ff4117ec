import fc from "fast-check";
import { expect, it } from "vitest";
import { countBits } from "./count-bits";

it("counts the set bits of any 32-bit integer", () => {
  expect([0, 1, -1, 0b1011, -2147483648].map(countBits)).toEqual([0, 1, 32, 3, 1]);
  fc.assert(
    fc.property(fc.integer(), (value) => {
      expect(countBits(value)).toBe((value >>> 0).toString(2).replaceAll("0", "").length);
    }),
  );
});
