import { z } from "zod";
import { TaskInput } from "../task/schemas";

export const decisions = ["left", "right", "both_good", "both_bad", "tie"] as const;
export type Decision = (typeof decisions)[number];

export const SubmitJudgmentInput = TaskInput.extend({
  decision: z.enum(decisions),
  /** Time spent on the comparison, in milliseconds. */
  durationMs: z.number().int().min(0).max(86_400_000),
  /** Made once per decision by the client and kept through retries. */
  clientKey: z.string().min(8).max(100),
});
export type SubmitJudgmentInput = z.infer<typeof SubmitJudgmentInput>;
