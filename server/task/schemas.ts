import { z } from "zod";
import type { BackgroundForm, Criterion, ReasonSettings } from "@/db/schema/campaign";
import { promptCodes } from "@/db/schema/judging";
import type { TextPiece } from "../campaign/change-of-text";

export const TaskInput = z.object({ campaignId: z.string(), taskId: z.string() });
export type TaskInput = z.infer<typeof TaskInput>;

/** Several of what a person holds, which is never more than these. */
const TaskIds = z.array(z.string()).max(200);

/** Tasks that the page has: their texts are not sent again. */
export const HeldInput = z.object({ campaignId: z.string(), held: TaskIds.optional() });
export type HeldInput = z.infer<typeof HeldInput>;

export const TasksInput = z.object({ campaignId: z.string(), taskIds: TaskIds.min(1) });
export type TasksInput = z.infer<typeof TasksInput>;

/** What is done about a task, from a page that has the texts of those held. */
export const DecideTaskInput = TaskInput.extend({ held: TaskIds.optional() });
export type DecideTaskInput = z.infer<typeof DecideTaskInput>;

export const flagReasons = [
  "broken_prompt",
  "broken_completion",
  "wrong_language",
  "harmful",
  "cannot_judge",
  "other",
] as const;

export const FlagTaskInput = DecideTaskInput.extend({
  reason: z.enum(flagReasons),
  /** What is wrong with the prompt's text, where it is the prompt that is broken. */
  promptCode: z.enum(promptCodes).optional(),
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
  "stopped_by_check",
  "nothing_to_preview",
  "quota_reached",
] as const;
export type WaitingReason = (typeof waitingReasons)[number];

/** Told after an answer of practice, or of gold where the lead chose to tell. */
export interface Feedback {
  taskId: string;
  /** Of the practice round. */
  isPractice: boolean;
  wasRight: boolean;
  /** What would have been right, as it stands on the screen. */
  accepted: ("left" | "right" | "both_good" | "both_bad" | "tie")[];
  explanation: string | null;
}

/** What someone of a panel takes back to it. */
export interface Completion {
  code: string;
  /** Where the panel takes them back; null: they enter the code there. */
  url: string | null;
}

/** How far someone is in the practice round. */
export interface PracticeView {
  done: number;
  of: number;
  /** How many must be right to begin; null: all begin after the round. */
  needed: number | null;
  /** 2 and more where an earlier round was not passed. */
  round: number;
}

export type NextTask = {
  mine: { judgments: number };
  canUndo: boolean;
  feedback: Feedback | null;
  /** While practising; null ever after. */
  practice: PracticeView | null;
  /** Of the guidelines in force. */
  guidelinesVersion: number;
} /** What the person holds, first what is to be shown now, and the texts of those that the page does not have. */ & (
  | { kind: "task"; order: string[]; tasks: TaskView[] }
  | { kind: "waiting"; reason: WaitingReason; message: string; completion: Completion | null }
);

/** What a campaign asks for beside the decision. */
export interface AskedDetails {
  strength: "off" | "optional" | "required";
  criteria: readonly Criterion[];
  reasons: ReasonSettings | null;
  evidenceSpans: boolean;
}

export interface Desk {
  campaignName: string;
  guidelines: string;
  guidelinesVersion: number;
  /** The version that the person has said to have read; null: none. */
  guidelinesSeen: number | null;
  /** What has changed since that version, piece by piece; null where nothing was read before, or it was not kept. */
  guidelinesChange: TextPiece[] | null;
  /** The page is shown to a lead: nothing of it counts. */
  isPreview: boolean;
  /** How many judgments the person is asked for; null: as many as there are. */
  quota: number | null;
  outcomes: "four" | "three";
  /** What is asked beside the decision. */
  asks: AskedDetails;
  /** For how long decisions may be revised; null: as long as the campaign runs; 0: not at all. */
  reviseMinutes: number | null;
  /** What is still to be answered before the first comparison; null: nothing. */
  background: BackgroundForm | null;
  /** Whether the person joined by a link that others may have their place of. */
  mayLeave: boolean;
  state: string;
  /** The languages to choose from, when the campaign routes by language. */
  languages: string[];
  chosenLanguages: string[] | null;
  mine: { judgments: number };
  leaseSeconds: number;
}
