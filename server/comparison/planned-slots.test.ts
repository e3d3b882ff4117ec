import fc from "fast-check";
import { expect, it } from "vitest";
import { nextSlots, type SlotCursor, type SlotStratum } from "./planned-slots";

const strataOf = fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { minLength: 1, maxLength: 6 }).map((sizes) =>
  sizes.map(([one, other], i): SlotStratum => {
    return { stratumId: i + 1, after: Math.min(one, other), last: Math.max(one, other) };
  }),
);

it("names every place to come once, in the order in which strata take turns, whatever the size of a step", () => {
  fc.assert(
    fc.property(strataOf, fc.integer({ min: 1, max: 20 }), (strata, wanted) => {
      const all = strata.flatMap(({ stratumId, after, last }) =>
        Array.from({ length: last - after }, (_, i) => ({
          stratumId,
          number: after + 1 + i,
          key: (after + 1 + i) / last,
        })),
      );
      all.sort((one, other) => one.key - other.key || one.stratumId - other.stratumId);
      const met: string[] = [];
      let cursor: SlotCursor | undefined;
      for (let until = 0; until < 1; ) {
        const step = nextSlots(strata, cursor, wanted);
        const places = step.ranges.flatMap(({ stratumId, from, to }) =>
          Array.from({ length: to - from + 1 }, (_, i) => ({ stratumId, number: from + i })),
        );
        const key = ({ stratumId, number }: { stratumId: number; number: number }) =>
          number / strata[stratumId - 1]!.last;
        places.sort((one, other) => key(one) - key(other) || one.stratumId - other.stratumId);
        met.push(...places.map(({ stratumId, number }) => `${stratumId}/${number}`));
        until = step.until;
        cursor = { key: until, stratumId: Infinity };
      }
      expect(met).toEqual(all.map(({ stratumId, number }) => `${stratumId}/${number}`));
    }),
  );
});

it("goes on right after any place", () => {
  const strata = [
    { stratumId: 1, after: 0, last: 3 },
    { stratumId: 2, after: 0, last: 3 },
  ];
  const after = (key: number, stratumId: number) => nextSlots(strata, { key, stratumId }, 1_000).ranges;
  expect(after(1 / 3, 1)).toEqual([
    { stratumId: 1, from: 2, to: 3 },
    { stratumId: 2, from: 1, to: 3 },
  ]);
  expect(after(1 / 3, 2)).toEqual([
    { stratumId: 1, from: 2, to: 3 },
    { stratumId: 2, from: 2, to: 3 },
  ]);
});
