import fc from "fast-check";
import { expect, test } from "vitest";
import { createActiveClock, idleAfterMs } from "./active-clock";

test("reading with still hands counts for a minute, and then no more until the next input", () => {
  const clock = createActiveClock(1_000);
  expect(clock.read(31_000)).toBe(30_000);
  expect(clock.read(61_000)).toBe(60_000);
  expect(clock.read(500_000)).toBe(60_000);
  clock.input(600_000);
  expect(clock.read(610_000)).toBe(70_000);
});

test("input within the minute keeps the time running", () => {
  const clock = createActiveClock(0);
  for (let at = 50_000; at <= 500_000; at += 50_000) clock.input(at);
  expect(clock.read(500_000)).toBe(500_000);
});

test("out of sight nothing counts", () => {
  const clock = createActiveClock(0);
  clock.setVisible(10_000, false);
  clock.input(15_000);
  expect(clock.read(20_000)).toBe(10_000);
  clock.setVisible(100_000, true);
  expect(clock.read(105_000)).toBe(15_000);
  expect(createActiveClock(0, false).read(9_000)).toBe(0);
});

test("whatever happens, it never runs back nor faster than time, nor a minute beyond the last input", () => {
  const step = fc.record({ after: fc.nat(200_000), what: fc.constantFrom("input", "hide", "show", "read") });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const clock = createActiveClock(0);
      let at = 0;
      let before = 0;
      let most = idleAfterMs;
      for (const { after, what } of steps) {
        at += after;
        if (what === "input") clock.input(at);
        if (what === "hide" || what === "show") clock.setVisible(at, what === "show");
        if (what !== "read") most += idleAfterMs;
        const now = clock.read(at);
        expect(now).toBeGreaterThanOrEqual(before);
        expect(now - before).toBeLessThanOrEqual(after);
        expect(now).toBeLessThanOrEqual(most);
        before = now;
      }
    }),
  );
});
