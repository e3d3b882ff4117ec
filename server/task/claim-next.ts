import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { taskPurposes } from "@/db/schema/judging";
import { second } from "../clock";
import { newId, randomBit } from "../ids";
import type { Member } from "../member/require-member";
import { type Candidate, candidateQuery, heldAheadQuery } from "./candidate-query";
import { claimCheck, claimRepeatAtTheEnd } from "./claim-check";
import { claimPreview } from "./claim-preview";
import { extraCandidateQuery, extraHeldAheadQuery } from "./extra-candidate-query";
import { noteFullness } from "./fullness";
import { keepOpenSetFull } from "./open-draws";
import type { QueueCampaign } from "./queue-campaign";
import { sharedGroup } from "./reads-group";

export interface LeasedTask {
  id: string;
  purpose: (typeof taskPurposes)[number];
  /** Of a main task. */
  comparisonId: number | null;
  /** What gold, practice or a preview of them shows. */
  goldId: number | null;
  /** What a repeat or a preview shows. */
  shownComparisonId: number | null;
  presentedSide: "a_left" | "b_left";
  leasedAt: number;
  leaseExpiresAt: number;
}

/**
 * Leases to the member one task beyond those they hold: a check that is due, else one of the lowest-numbered open comparison that they may judge. That
 * is the first that they have not judged, skipped or in hand, whose prompt they have not met (unless the campaign allows
 * it), in a language they read, with a judgment still to give beyond those in other hands. When there is none, a closed
 * one that wants an extra judgment. Undefined when there is none of either.
 *
 * @param leasedAt the place among what the member holds, by which it is known what they have in sight.
 */
export async function claimOne(
  tx: Transaction,
  campaign: QueueCampaign,
  member: Member,
  now: number,
  leasedAt = now,
): Promise<LeasedTask | undefined> {
  if (member.role === "lead") return claimPreview(tx, campaign, member, now, leasedAt);
  const check = await claimCheck(tx, campaign, member, now, leasedAt, () =>
    findCandidate(tx, campaign, member, now),
  );
  if (check !== undefined) return check === "hold" ? undefined : check;
  let candidate = await findCandidate(tx, campaign, member, now);
  if (!candidate && (await keepOpenSetFull(tx, campaign.id, now, campaign)) > 0) {
    candidate = await findCandidate(tx, campaign, member, now);
  }
  if (!candidate && campaign.extraUpTo !== null)
    candidate = await findCandidate(tx, campaign, member, now, "extra");
  if (!candidate) return claimRepeatAtTheEnd(tx, campaign, member, now, leasedAt);
  return leaseTask(tx, campaign, member, candidate, now, leasedAt);
}

const candidateQueries = {
  main: candidateQuery,
  extra: extraCandidateQuery,
  "held-ahead": heldAheadQuery,
  "extra-held-ahead": extraHeldAheadQuery,
};

/** The first comparison of a kind that the member may be given. */
export async function findCandidate(
  tx: Transaction,
  campaign: QueueCampaign,
  member: Member,
  now: number,
  kind: keyof typeof candidateQueries = "main",
): Promise<Candidate | undefined> {
  const { languages } = member;
  const options = {
    once: campaign.promptOncePerAnnotator,
    languages: languages === null ? null : languages.length,
  };
  const isMain = kind === "main" || kind === "held-ahead";
  const rows = await tx
    .prepared(`candidate-${kind}-${options.once}-${options.languages ?? "all"}`, (connection) =>
      candidateQueries[kind](connection, options),
    )
    .execute({
      campaignId: campaign.id,
      memberId: member.id,
      now,
      ...(isMain ? { cap: campaign.judgmentsPerComparison } : {}),
      ...(languages === null ? {} : { sharedGroup }),
      ...Object.fromEntries((languages ?? []).map((language, i) => [`language${i}`, language])),
    });
  return rows[0];
}

/** Leases the comparison to the member. One met before (lease lost, undone) keeps its task and its sides. */
export async function leaseTask(
  tx: Transaction,
  campaign: QueueCampaign,
  member: Pick<Member, "id" | "campaignId">,
  candidate: Candidate,
  now: number,
  leasedAt = now,
): Promise<LeasedTask> {
  const leaseExpiresAt = now + campaign.leaseSeconds * second;
  const rows = await tx
    .prepared("lease-task", ({ orm, tables: { task } }) =>
      orm
        .insert(task)
        .values({
          id: sql.placeholder("id"),
          campaignId: sql.placeholder("campaignId"),
          comparisonId: sql.placeholder("comparisonId"),
          promptId: sql.placeholder("promptId"),
          memberId: sql.placeholder("memberId"),
          presentedSide: sql.placeholder("presentedSide"),
          state: "leased",
          leasedAt: sql.placeholder("leasedAt"),
          leaseExpiresAt: sql.placeholder("leaseExpiresAt"),
        })
        .onConflictDoUpdate({
          target: [task.memberId, task.comparisonId],
          set: {
            state: "leased",
            leasedAt: sql`excluded.leased_at`,
            leaseExpiresAt: sql`excluded.lease_expires_at`,
          },
        })
        .returning({
          id: task.id,
          purpose: task.purpose,
          comparisonId: task.comparisonId,
          goldId: task.goldId,
          shownComparisonId: task.shownComparisonId,
          presentedSide: task.presentedSide,
          leasedAt: task.leasedAt,
          leaseExpiresAt: task.leaseExpiresAt,
        }),
    )
    .execute({
      id: newId("tsk"),
      campaignId: member.campaignId,
      comparisonId: candidate.comparisonId,
      promptId: candidate.promptId,
      memberId: member.id,
      presentedSide: randomBit() === 0 ? "a_left" : "b_left",
      leasedAt,
      leaseExpiresAt,
    });
  await noteFullness(tx, {
    comparisonId: candidate.comparisonId,
    cap: campaign.judgmentsPerComparison,
    now,
  });
  return rows[0] as LeasedTask;
}
