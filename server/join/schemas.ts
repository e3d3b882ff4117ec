import { z } from "zod";

export const CreateJoinLinkInput = z.object({
  campaignId: z.string(),
  /** For leads: where the link was given out. */
  name: z.string().trim().min(1, "Give the link a name.").max(100),
  /** How many people may be at work or done by it; null: any number. */
  mostPeople: z.number().int().min(1).max(100_000).nullable().default(null),
  /** Its people come from the campaign's panel. */
  isPanel: z.boolean().default(false),
});
export type CreateJoinLinkInput = z.input<typeof CreateJoinLinkInput>;

export const JoinLinkInput = z.object({ campaignId: z.string(), joinLinkId: z.string() });
export type JoinLinkInput = z.infer<typeof JoinLinkInput>;

export const JoinTokenInput = z.object({ token: z.string().min(1).max(200) });

/** What a link's address carries besides its token. */
export const JoinParameters = z.record(z.string().max(100), z.string().max(300));

export const JoinInput = z.object({
  token: z.string().min(1).max(200),
  name: z.string().trim().max(100).default(""),
  parameters: JoinParameters.default({}),
});
export type JoinInput = z.input<typeof JoinInput>;

export const joinProblems = [
  "unknown",
  "revoked",
  "expired",
  "full",
  "not_open",
  "no_person",
  "left",
  "too_many",
  "too_long",
] as const;
/**
 * Why a link cannot be joined by; no_person: a panel's link without the parameter that names the person; too_many: as many
 * joined of late as may; too_long: more than a link may carry.
 */
export type JoinProblem = (typeof joinProblems)[number];

export interface JoinLinkView {
  id: string;
  name: string;
  isPanel: boolean;
  mostPeople: number | null;
  createdAt: number;
  revokedAt: number | null;
  /** Who ever joined, is at work, is done, and left or was removed. */
  joined: number;
  working: number;
  finished: number;
  left: number;
}
