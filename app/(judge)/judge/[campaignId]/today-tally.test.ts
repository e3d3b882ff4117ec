import { expect, test } from "vitest";
import { addToTally, localDay, parseTally, tallyPace } from "./today-tally";

const day = "2026-03-09";

test("a tally counts decisions, and the pace is the median: one long look does not move it", () => {
  let tally = parseTally(null, day);
  expect(tallyPace(tally)).toBeUndefined();
  tally = addToTally(tally, { judgments: 1, spentMs: 20_000 });
  tally = addToTally(tally, { judgments: 1, spentMs: 31_000 });
  expect(tallyPace(tally)).toEqual({ value: 26, unit: "second" });
  tally = addToTally(tally, { judgments: 1, spentMs: 900_000 });
  expect(tallyPace(tally)).toEqual({ value: 31, unit: "second" });
  tally = addToTally(tally, { judgments: 1, spentMs: 900_000 });
  expect(tallyPace(addToTally(tally, { judgments: 1, spentMs: 900_000 }))).toEqual({
    value: 15,
    unit: "minute",
  });
});

test("what was taken back is not counted, and never below nothing", () => {
  const none = { day, judgments: 0, spentMs: 0, lastMs: [] };
  expect(addToTally(parseTally(null, day), { judgments: -1, spentMs: -5_000 })).toEqual(none);
  const one = addToTally(parseTally(null, day), { judgments: 1, spentMs: 5_000 });
  expect(addToTally(one, { judgments: -1, spentMs: -5_000 })).toEqual(none);
});

test("a stored tally survives, unless it is of another day or unreadable", () => {
  const tally = { day, judgments: 3, spentMs: 9_000, lastMs: [3_000, 3_000, 3_000] };
  expect(parseTally(JSON.stringify(tally), day)).toEqual(tally);
  expect(parseTally(JSON.stringify(tally), "2026-03-10").judgments).toBe(0);
  expect(parseTally("{", day).judgments).toBe(0);
  // One of before the last ones were kept.
  expect(parseTally(JSON.stringify({ day, judgments: 3, spentMs: 9_000 }), day).lastMs).toEqual([]);
});

test("a day is the local one", () => {
  expect(localDay(new Date(2026, 2, 9, 23, 59))).toBe(day);
});
