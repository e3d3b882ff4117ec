import { sql } from "drizzle-orm";
import type { Connection, Transaction } from "@/db/client";
import { listSequences, reachOf, type Sequence, sharedBudgetLeft } from "../draw/sequence";
import type { Member } from "../member/require-member";
import type { VerbContext } from "../verb-context";
import { claimNext } from "./claim-next";
import { listGroupsWithExtra } from "./groups-with-extra";
import { getQueueCampaign, type QueueCampaign } from "./queue-campaign";
import { readsGroup } from "./reads-group";
import type { NextTask, WaitingReason } from "./schemas";
import { viewTask } from "./task-view";

/** The annotator's next comparison, leased, or why there is none just now. */
export async function nextTask({ database, clock }: VerbContext, member: Member): Promise<NextTask> {
  return database.transaction(async (tx) => {
    await tx.lockCampaign(member.campaignId);
    await noteSeen(tx, member.id, clock());
    return offerNext(tx, await getQueueCampaign(tx, member.campaignId), member, clock());
  }, "normal");
}

/** Claims within a transaction that may have done something else first, such as a submit. */
export async function offerNext(
  tx: Transaction,
  campaign: QueueCampaign,
  member: Member,
  now: number,
): Promise<NextTask> {
  const mine = { judgments: member.judgmentCount };
  const canUndo =
    campaign.state !== "closed" && (member.judgmentCount > 0 || (await hasDecided(tx, member.id)));
  if (campaign.state !== "live") {
    const reason = campaign.state === "draft" ? "not_launched" : campaign.state;
    return { kind: "waiting", reason, message: messages[reason], mine, canUndo };
  }
  const leased = await claimNext(tx, campaign, member, now);
  if (leased) return { kind: "task", task: await viewTask(tx, leased), mine, canUndo };
  const reason = await whyNothing(tx, campaign, member);
  return { kind: "waiting", reason, message: messages[reason], mine, canUndo };
}

const messages: Record<WaitingReason, string> = {
  not_launched: "This campaign has not started yet.",
  paused: "The campaign is paused. Nothing you did is lost; this page goes on by itself when it resumes.",
  closed: "The campaign is closed. Thank you for your judgments.",
  all_done: "Everything is judged. Thank you for your judgments.",
  stopped: "The campaign has the judgments that it needs. Thank you for yours.",
  others_must_finish: "You have judged all that is open to you. More may come when others have finished.",
  nothing_in_your_languages: "There is nothing to judge in the languages you chose.",
};

async function whyNothing(tx: Transaction, campaign: QueueCampaign, member: Member): Promise<WaitingReason> {
  const { comparisonStatus: status } = tx.tables;
  const left = await sharedBudgetLeft(tx, campaign);
  const mine = (await listSequences(tx, campaign.id)).filter(({ routingGroup }) =>
    readsGroup(member.languages, routingGroup),
  );
  if (mine.length === 0) return "nothing_in_your_languages";
  const open = await tx.orm
    .select({ routingGroup: status.routingGroup })
    .from(status)
    .where(sql`${status.campaignId} = ${campaign.id} and ${status}.state = 'open'`)
    .groupBy(status.routingGroup);
  if (campaign.extraUpTo !== null) open.push(...(await listGroupsWithExtra(tx, campaign, member.id)));
  const waiting = new Set(open.map(({ routingGroup }) => routingGroup));
  const hasMore = (sequence: Sequence) => sequence.opened < reachOf(sequence, left);
  const isDone = mine.every(
    (sequence) => (sequence.stopped || !hasMore(sequence)) && !waiting.has(sequence.routingGroup),
  );
  if (!isDone) return "others_must_finish";
  return mine.some((sequence) => sequence.stopped && hasMore(sequence)) ? "stopped" : "all_done";
}

/** Notes a sign of life. */
export async function noteSeen(tx: Transaction, memberId: string, now: number): Promise<void> {
  await tx
    .prepared("member-seen", ({ orm, tables: { member } }) =>
      orm
        .update(member)
        .set({ lastSeenAt: sql`${sql.placeholder("now")}` })
        .where(sql`${member.id} = ${sql.placeholder("memberId")}`),
    )
    .execute({ memberId, now });
}

async function hasDecided(connection: Connection, memberId: string): Promise<boolean> {
  const rows = await connection
    .prepared("has-decided", ({ orm, tables: { task } }) =>
      orm
        .select({ id: task.id })
        .from(task)
        .where(
          sql`${task.memberId} = ${sql.placeholder("memberId")} and ${task.state} in ('judged', 'skipped')`,
        )
        .limit(1),
    )
    .execute({ memberId });
  return rows.length > 0;
}
