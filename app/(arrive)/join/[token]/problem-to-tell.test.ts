import { expect, test } from "vitest";
import en from "@/app/_messages/en.json";
import { joinProblems } from "@/server/join/schemas";
import { problemToTell } from "./problem-to-tell";

const open = { told: undefined, found: null, isNobody: false, isPanel: false };

test.each(joinProblems)("whoever was refused as %s is told why", (told) => {
  expect(problemToTell({ ...open, told }).problem).toBe(told);
  expect(en.arrive.join.problems[told].title).toBeTruthy();
});

test("an address that says anything else is told of nothing", () => {
  expect(problemToTell({ ...open, told: "nonsense" })).toEqual({ problem: null, hasForm: true });
  expect(problemToTell({ ...open, told: ["left", "full"] })).toEqual({ problem: null, hasForm: true });
});

test("what is wrong with the link now comes before what was, but for what only trying shows", () => {
  expect(problemToTell({ ...open, told: "full", found: "revoked" })).toEqual({
    problem: "revoked",
    hasForm: false,
  });
  expect(problemToTell({ ...open, told: "left", found: "full" })).toEqual({
    problem: "left",
    hasForm: false,
  });
});

test("the form stands where trying again is of use", () => {
  const hasForm = (known: Partial<Parameters<typeof problemToTell>[0]>) =>
    problemToTell({ ...open, ...known }).hasForm;
  expect(hasForm({ told: "too_many" })).toBe(true);
  expect(hasForm({ told: "full" })).toBe(true);
  expect(hasForm({ found: "full" })).toBe(false);
  expect(hasForm({ found: "full", isPanel: true })).toBe(true);
  expect(hasForm({ found: "full", isPanel: true, isNobody: true })).toBe(false);
  expect(hasForm({ told: "too_long" })).toBe(false);
  expect(hasForm({ told: "left" })).toBe(false);
});
