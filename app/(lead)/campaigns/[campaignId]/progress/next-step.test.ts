import { expect, test } from "vitest";
import { nextStep } from "./next-step";

const live = { id: "cmp_1", state: "live" as const };
const half = {
  stop: { isMet: false },
  planned: 10,
  open: 5,
  closed: 4,
  unjudgeable: 1,
  judgments: 4,
  extra: { given: 0, wanted: 0 },
  warnings: [],
};
const whole = { ...half, closed: 9, judgments: 9 };

test("while judging goes on there is nothing to do", () => {
  expect(nextStep({ campaign: live, progress: half, flags: 0 })).toBeUndefined();
});

test("flags are what the estimates wait for", () => {
  expect(nextStep({ campaign: live, progress: half, flags: 2 })?.title).toBe("2 flags wait for your ruling");
  expect(nextStep({ campaign: live, progress: half, flags: 1 })?.link?.href).toBe("#flags");
});

test("a finished budget leads to the report, unjudgeable ones included", () => {
  expect(nextStep({ campaign: live, progress: whole, flags: 1 })?.link?.href).toBe("/campaigns/cmp_1/report");
});

test("a finished budget says that extra judgments are still asked for, and that no estimate waits for them", () => {
  const wanting = { ...whole, extra: { given: 1, wanted: 2 } };
  expect(nextStep({ campaign: live, progress: wanting, flags: 0 })?.text).toMatch(
    /^2 extra judgments are still asked for where people disagreed: no estimate waits for them\. Read the report/,
  );
  expect(nextStep({ campaign: live, progress: whole, flags: 0 })?.text).toMatch(/^Read the report/);
});

test("a stop rule that is met leads to the report, and says what is still judged", () => {
  const met = { ...half, stop: { isMet: true } };
  expect(nextStep({ campaign: live, progress: met, flags: 1 })).toMatchObject({
    title: "Decided: the stop rule is met",
    text: expect.stringContaining("5 open comparisons are still judged"),
    link: { href: "/campaigns/cmp_1/report" },
  });
  const drained = { ...met, open: 0 };
  expect(nextStep({ campaign: live, progress: drained, flags: 0 })?.text).toMatch(/^Nothing is left/);
});

test("before the first judgment the lead is pointed to the people, unless a warning says so already", () => {
  const none = { ...half, judgments: 0 };
  expect(nextStep({ campaign: live, progress: none, flags: 0 })?.link?.href).toBe("#people");
  const warned = { ...none, warnings: ["Nobody judges yet: invite annotators."] };
  expect(nextStep({ campaign: live, progress: warned, flags: 0 })).toBeUndefined();
});

test("paused and closed say so", () => {
  expect(nextStep({ campaign: { ...live, state: "paused" }, progress: half, flags: 0 })?.title).toBe(
    "Paused",
  );
  expect(nextStep({ campaign: { ...live, state: "closed" }, progress: half, flags: 3 })?.title).toBe(
    "Closed",
  );
});
