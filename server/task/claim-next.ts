import { sql } from "drizzle-orm";
import type { Connection, Transaction } from "@/db/client";
import { second } from "../clock";
import { newId, randomBit } from "../ids";
import type { Member } from "../member/require-member";
import { type Candidate, candidateQuery } from "./candidate-query";
import { extraCandidateQuery } from "./extra-candidate-query";
import { noteFullness } from "./fullness";
import { keepOpenSetFull } from "./open-draws";
import type { QueueCampaign } from "./queue-campaign";
import { sharedGroup } from "./reads-group";
import { wantsJudgments } from "./wants-judgments";

export interface LeasedTask {
  id: string;
  comparisonId: number;
  presentedSide: "a_left" | "b_left";
  leaseExpiresAt: number;
}

/**
 * Leases to the member the lowest-numbered open comparison that they may judge: the one they hold already, else the
 * first that they have not judged or skipped, whose prompt they have not met (unless the campaign allows it), in a
 * language they read, with a judgment still to give beyond those in hand. When there is none, a closed one that wants an
 * extra judgment. Undefined when there is none of either.
 */
export async function claimNext(
  tx: Transaction,
  campaign: QueueCampaign,
  member: Member,
  now: number,
): Promise<LeasedTask | undefined> {
  const held = await findHeldTask(tx, member, now);
  if (held) return held;
  let candidate = await findCandidate(tx, campaign, member, now);
  if (!candidate && (await keepOpenSetFull(tx, campaign.id, now, campaign)) > 0) {
    candidate = await findCandidate(tx, campaign, member, now);
  }
  if (!candidate && campaign.extraUpTo !== null)
    candidate = await findCandidate(tx, campaign, member, now, "extra");
  return candidate && leaseTask(tx, campaign, member, candidate, now);
}

async function findHeldTask(
  connection: Connection,
  member: Member,
  now: number,
): Promise<LeasedTask | undefined> {
  const rows = await connection
    .prepared("held-task", ({ orm, tables: { task, comparisonStatus: status } }) =>
      orm
        .select({
          id: task.id,
          comparisonId: task.comparisonId,
          presentedSide: task.presentedSide,
          leaseExpiresAt: task.leaseExpiresAt,
        })
        .from(task)
        .where(
          // One that was settled meanwhile (a third skip, a ruling, an overtaken lease) is not offered again.
          sql`${task.memberId} = ${sql.placeholder("memberId")} and state = 'leased' and ${task.leaseExpiresAt} > ${sql.placeholder("now")}
            and exists (select 1 from ${status} where ${status.comparisonId} = ${task.comparisonId} and ${wantsJudgments(status)})`,
        )
        .orderBy(task.leasedAt)
        .limit(1),
    )
    .execute({ memberId: member.id, now });
  // That its comparison has a status says that there is one.
  return rows[0] as LeasedTask | undefined;
}

async function findCandidate(
  tx: Transaction,
  campaign: QueueCampaign,
  member: Member,
  now: number,
  purpose: "main" | "extra" = "main",
): Promise<Candidate | undefined> {
  const { languages } = member;
  const options = {
    once: campaign.promptOncePerAnnotator,
    languages: languages === null ? null : languages.length,
  };
  const query = purpose === "main" ? candidateQuery : extraCandidateQuery;
  const rows = await tx
    .prepared(`candidate-${purpose}-${options.once}-${options.languages ?? "all"}`, (connection) =>
      query(connection, options),
    )
    .execute({
      campaignId: campaign.id,
      memberId: member.id,
      now,
      ...(purpose === "main" ? { cap: campaign.judgmentsPerComparison } : {}),
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
          comparisonId: task.comparisonId,
          presentedSide: task.presentedSide,
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
      leasedAt: now,
      leaseExpiresAt,
    });
  await noteFullness(tx, {
    comparisonId: candidate.comparisonId,
    cap: campaign.judgmentsPerComparison,
    now,
  });
  return rows[0] as LeasedTask;
}
