import { z } from "zod";

export const TaskInput = z.object({ campaignId: z.string(), taskId: z.string() });
export type TaskInput = z.infer<typeof TaskInput>;

export const flagReasons = [
  "broken_prompt",
  "broken_completion",
  "wrong_language",
  "harmful",
  "cannot_judge",
  "other",
] as const;

export const FlagTaskInput = TaskInput.extend({
  reason: z.enum(flagReasons),
  note: z.string().trim().max(2_000).optional(),
});
export type FlagTaskInput = z.infer<typeof FlagTaskInput>;

/** One comparison as its annotator sees it. Nothing else about it may ever be added here (docs/decisions: blind by construction). */
export interface TaskView {
  taskId: string;
  prompt: string;
  turns: { role: string; content: string }[] | null;
  system: string | null;
  language: string | null;
  left: string;
  right: string;
  leaseExpiresAt: number;
}

export const waitingReasons = [
  "not_launched",
  "paused",
  "closed",
  "all_done",
  "stopped",
  "others_must_finish",
  "nothing_in_your_languages",
] as const;
export type WaitingReason = (typeof waitingReasons)[number];

export type NextTask = { mine: { judgments: number }; canUndo: boolean } & (
  | { kind: "task"; task: TaskView }
  | { kind: "waiting"; reason: WaitingReason; message: string }
);

export interface Desk {
  campaignName: string;
  guidelines: string;
  outcomes: "four" | "three";
  state: string;
  /** The languages to choose from, when the campaign routes by language. */
  languages: string[];
  chosenLanguages: string[] | null;
  mine: { judgments: number };
  leaseSeconds: number;
}
