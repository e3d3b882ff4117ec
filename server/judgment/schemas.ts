import { z } from "zod";
import { DecideTaskInput, HeldInput, type TaskView } from "../task/schemas";

export const decisions = ["left", "right", "both_good", "both_bad", "tie"] as const;
export type Decision = (typeof decisions)[number];

/** How a criterion is answered. */
const criterionAnswers = ["left", "right", "same"] as const;

/** How clear a preference is: 1 slight, 2 clear, 3 strong. */
export const strengths = [1, 2, 3] as const;

/** Part of a completion that speaks for or against it, by offsets into its text as it was sent. */
export const MarkedSpan = z
  .object({
    side: z.enum(["left", "right"]),
    start: z.number().int().min(0),
    end: z.number().int().min(1),
    speaks: z.enum(["for", "against"]),
  })
  .refine(({ start, end }) => start < end, "A marked part has a character or more.");
export type MarkedSpan = z.infer<typeof MarkedSpan>;

/** What may be said beside the decision, as far as the campaign asks for it. */
export const JudgmentDetails = z.object({
  strength: z.literal(strengths).optional(),
  /** By the criterion's id. */
  criteria: z.record(z.string(), z.enum(criterionAnswers)).optional(),
  reasons: z.array(z.string().max(200)).max(50).optional(),
  comment: z.string().trim().max(5_000).optional(),
  spans: z.array(MarkedSpan).max(100).optional(),
});
export type JudgmentDetails = z.infer<typeof JudgmentDetails>;

export const SubmitJudgmentInput = DecideTaskInput.extend({
  decision: z.enum(decisions),
  details: JudgmentDetails.optional(),
  /** Time spent on the comparison, in milliseconds. */
  durationMs: z.number().int().min(0).max(86_400_000),
  /** Made once per decision by the client and kept through retries. */
  clientKey: z.string().min(8).max(100),
});
export type SubmitJudgmentInput = z.infer<typeof SubmitJudgmentInput>;

export const UndoInput = z.object({
  campaignId: z.string(),
  /** The task whose decision is taken back, so that asking twice takes back once; left out: whichever was last. */
  taskId: z.string().optional(),
  held: HeldInput.shape.held,
});
export type UndoInput = z.infer<typeof UndoInput>;

export const ReviseJudgmentInput = SubmitJudgmentInput.omit({ held: true });
export type ReviseJudgmentInput = z.infer<typeof ReviseJudgmentInput>;

/** One of a person's own judgments, as a place in their list. */
export const MinePlace = z.object({ at: z.number().int(), taskId: z.string() });
export type MinePlace = z.infer<typeof MinePlace>;

export const ListMineInput = z.object({
  campaignId: z.string(),
  /** Where the page before ended; left out: the newest. */
  before: MinePlace.optional(),
});
export type ListMineInput = z.infer<typeof ListMineInput>;

/** A page of a person's own judgments. */
export interface MineView {
  judgments: {
    taskId: string;
    at: number;
    /** How the prompt begins. */
    prompt: string;
    decision: Decision;
    mayRevise: boolean;
  }[];
  /** Where this page ends; null where there is no other. */
  next: MinePlace | null;
}

/** A comparison that the person judged, with what was decided and said. */
export interface ReviewView {
  task: TaskView;
  decision: Decision;
  details: JudgmentDetails;
}
