import { z } from "zod";

const Languages = z.array(z.string().min(1).max(35)).max(100);

export const InviteMemberInput = z.object({
  campaignId: z.string(),
  name: z.string().trim().min(1, "Give the person a name.").max(100),
  role: z.enum(["annotator", "lead"]).default("annotator"),
  /** The languages this person judges, where the campaign routes by language; left out, they choose. */
  languages: Languages.min(1).optional(),
});
export type InviteMemberInput = z.infer<typeof InviteMemberInput>;

export const MemberInput = z.object({ campaignId: z.string(), memberId: z.string() });
export type MemberInput = z.infer<typeof MemberInput>;

export const RemoveMemberInput = MemberInput.extend({
  /** Whether what they judged is withdrawn and judged again by others. */
  withdrawJudgments: z.boolean().default(false),
});
export type RemoveMemberInput = z.infer<typeof RemoveMemberInput>;

export const ChooseLanguagesInput = z.object({ campaignId: z.string(), languages: Languages.min(1) });
export type ChooseLanguagesInput = z.infer<typeof ChooseLanguagesInput>;

export const SeeGuidelinesInput = z.object({ campaignId: z.string(), version: z.number().int().min(1) });
export type SeeGuidelinesInput = z.infer<typeof SeeGuidelinesInput>;

export const AnswerBackgroundInput = z.object({
  campaignId: z.string(),
  /** By the question's id. */
  answers: z.record(z.string().max(40), z.string().trim().max(2_000)),
  /** Where the form asks for languages. */
  languages: Languages.optional(),
});
export type AnswerBackgroundInput = z.infer<typeof AnswerBackgroundInput>;

export interface MemberView {
  id: string;
  name: string;
  role: "lead" | "annotator";
  languages: string[] | null;
  judgments: number;
  skips: number;
  /** Comparisons of known outcome judged, how many of them right, and whether that falls short of the campaign's rule. */
  gold: { answers: number; right: number; fallsShort: boolean };
  /** When the gold rule stopped them. */
  stoppedAt: number | null;
  /** Comparisons leased now. */
  holding: number;
  lastSeenAt: number | null;
  removedAt: number | null;
  link: { expiresAt: number; lastUsedAt: number | null } | null;
}
