import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { inEnglish } from "@/app/_messages/in-english";
import type { NextTask, TaskView } from "@/server/task/schemas";
import { GuidelinesStep } from "./guidelines-step";
import { GoldFeedback, PracticeFeedback } from "./practice-feedback";
import { PracticeIntro } from "./practice-intro";
import { parseBreakMinutes } from "./use-break";
import { hear, nothingTold } from "./use-feedback";

const show = (children: ReactNode) => renderToStaticMarkup(inEnglish(children));
const feedback = { taskId: "tsk_1", isPractice: false, explanation: null };

test("a wrong answer is told with all that would have been right, a right one without", () => {
  const wrong = { ...feedback, wasRight: false, accepted: ["left" as const, "both_good" as const] };
  const told = show(<GoldFeedback told={{ feedback: wrong, task: undefined }} onNext={() => {}} />);
  expect(told).toContain("That was not right.");
  expect(told).toContain("Right would have been: left is better, both are good.");
  const right = { ...feedback, wasRight: true, accepted: ["left" as const], explanation: "It **adds** up." };
  const praise = show(<GoldFeedback told={{ feedback: right, task: undefined }} onNext={() => {}} />);
  expect(praise).toContain("That was right.");
  expect(praise).not.toContain("Right would have been");
  expect(praise).toContain("<strong>adds</strong>");
});

test("what is told is read out once: of gold as a message, of practice with the button that has the focus", () => {
  const told = { feedback: { ...feedback, wasRight: true, accepted: ["left" as const] }, task: undefined };
  expect(show(<GoldFeedback told={told} onNext={() => {}} />).match(/role="status"/g)).toHaveLength(1);
  const practice = show(<PracticeFeedback told={told} onNext={() => {}} />);
  expect(practice).not.toContain('role="status"');
  const [, described] = /<button[^>]*aria-describedby="([^"]+)"/.exec(practice) ?? [];
  expect(practice).toContain(`id="${described}"><p class="font-semibold text-ok">That was right.`);
});

test("what is told of several answers stays until each was read, whatever is answered meanwhile", () => {
  const answerOf = (taskId: string | null) =>
    ({ feedback: taskId && { ...feedback, taskId, wasRight: false, accepted: [] } }) as unknown as NextTask;
  const task = (taskId: string) => ({ taskId }) as TaskView;
  let telling = hear(nothingTold, { answer: undefined, task: task("tsk_1") });
  telling = hear(telling, { answer: answerOf(null), task: task("tsk_2") });
  telling = hear(telling, { answer: answerOf("tsk_1"), task: task("tsk_3") });
  expect(hear(telling, { answer: answerOf("tsk_1"), task: task("tsk_3") })).toBe(telling);
  telling = hear(telling, { answer: answerOf("tsk_2"), task: undefined });
  telling = hear(telling, { answer: answerOf(null), task: task("tsk_4") });
  expect(telling.told.map((one) => [one.feedback.taskId, one.task?.taskId])).toEqual([
    ["tsk_1", "tsk_1"],
    ["tsk_2", "tsk_2"],
  ]);
});

test("a round says how many there are, how many must be right, and when it is not the first", () => {
  const practice = { done: 0, of: 5, needed: 4, round: 1 };
  const first = show(<PracticeIntro practice={practice} onStart={() => {}} />);
  expect(first).toContain("First some practice");
  expect(first).toContain("5 comparisons to begin with");
  expect(first).toContain("4 of 5 must be right");
  const again = { ...practice, needed: null, round: 2 };
  const second = show(<PracticeIntro practice={again} onStart={() => {}} />);
  expect(second).toContain("Practice once more");
  expect(second).not.toContain("must be right");
});

test("guidelines are shown whole at first, and after a change with what is new and gone in them", () => {
  const desk = { guidelines: "Be very kind.", guidelinesSeen: null, guidelinesChange: null };
  const first = show(<GuidelinesStep desk={desk} onRead={() => {}} />);
  expect(first).toContain("Start judging");
  expect(first).not.toContain("<ins");
  const guidelinesChange = [
    { kind: "same" as const, text: "Be " },
    { kind: "removed" as const, text: "so " },
    { kind: "added" as const, text: "very " },
    { kind: "same" as const, text: "<b>kind</b>." },
  ];
  const changed = show(
    <GuidelinesStep desk={{ ...desk, guidelinesSeen: 1, guidelinesChange }} onRead={() => {}} />,
  );
  expect(changed).toMatch(/<ins[^>]*>very <\/ins>/);
  expect(changed).toMatch(/<del[^>]*>so <\/del>/);
  expect(changed).toContain("&lt;b&gt;kind&lt;/b&gt;.");
  expect(changed).toContain("I have read them");
});

test("a reminder comes after the chosen minutes, 45 unless chosen otherwise", () => {
  expect(parseBreakMinutes(null)).toBe(45);
  expect(parseBreakMinutes("90")).toBe(90);
  expect(parseBreakMinutes("0")).toBe(0);
  expect(parseBreakMinutes("7")).toBe(45);
  expect(parseBreakMinutes("much")).toBe(45);
});
