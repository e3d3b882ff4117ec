import { sql } from "drizzle-orm";
import type { Connection, Transaction } from "@/db/client";
import { listSequences, reachOf, type Sequence, sharedBudgetLeft } from "../draw/sequence";
import { completionOf } from "../join/completion-of";
import { noteFinished } from "../join/note-finished";
import { refreshMember } from "../member/refresh-member";
import type { Member } from "../member/require-member";
import type { VerbContext } from "../verb-context";
import { claimAhead } from "./claim-ahead";
import { listGroupsWithExtra } from "./groups-with-extra";
import { viewPractice } from "./practice-round";
import { getQueueCampaign, type QueueCampaign } from "./queue-campaign";
import { readsGroup } from "./reads-group";
import type { HeldInput, NextTask, WaitingReason } from "./schemas";
import { type Offer, showOffer } from "./show-offer";

/** The annotator's next comparisons, leased, or why there is none just now. */
export async function nextTask(
  { database, clock }: VerbContext,
  asked: Member,
  { held }: Pick<HeldInput, "held"> = {},
): Promise<NextTask> {
  const offer = await database.transaction(async (tx) => {
    await tx.lockCampaign(asked.campaignId);
    const member = await refreshMember(tx, asked);
    await noteSeen(tx, member.id, clock());
    return offerNext(tx, await getQueueCampaign(tx, member.campaignId), member, clock());
  }, "normal");
  return showOffer(database, offer, held);
}

/** Claims within a transaction that may have done something else first, such as a submit. */
export async function offerNext(
  tx: Transaction,
  campaign: QueueCampaign,
  member: Member,
  now: number,
): Promise<Offer> {
  const isPreview = member.role === "lead";
  const mine = { judgments: member.judgmentCount + member.checkCount };
  const canUndo =
    campaign.state !== "closed" &&
    member.stoppedAt === null &&
    (mine.judgments > 0 || (await hasDecided(tx, member.id)));
  const told = {
    mine,
    canUndo,
    feedback: null,
    practice: null,
    guidelinesVersion: campaign.guidelinesVersion,
  };
  const wait = async (reason: WaitingReason): Promise<Offer> => {
    const completion = await completionOf(tx, campaign.id, member.id, reason);
    return { kind: "waiting", reason, message: messages[reason], completion, ...told };
  };
  // First, so that who was stopped is not thanked as one who is done once the campaign is closed.
  if (member.stoppedAt !== null) return wait("stopped_by_check");
  if (campaign.state !== "live" && !isPreview)
    return wait(campaign.state === "draft" ? "not_launched" : campaign.state);
  const quotaLeft = member.quota === null ? Number.POSITIVE_INFINITY : member.quota - mine.judgments;
  if (quotaLeft <= 0) {
    await noteFinished(tx, member.id, now);
    return wait("quota_reached");
  }
  const leased = await claimAhead(tx, campaign, member, now, quotaLeft);
  if (leased.length > 0) {
    const isPractice = leased[0]?.purpose === "practice";
    const practice = isPractice ? await viewPractice(tx, campaign, member, now) : null;
    return { kind: "task", leased, maskedNames: campaign.maskedNames, ...told, practice };
  }
  return wait(isPreview ? "nothing_to_preview" : await whyNothing(tx, campaign, member));
}

const messages: Record<WaitingReason, string> = {
  not_launched: "This campaign has not started yet.",
  paused: "The campaign is paused. Nothing you did is lost; this page goes on by itself when it resumes.",
  closed: "The campaign is closed. Thank you for your judgments.",
  all_done: "Everything is judged. Thank you for your judgments.",
  stopped: "The campaign has the judgments that it needs. Thank you for yours.",
  others_must_finish: "You have judged all that is open to you. More may come when others have finished.",
  nothing_in_your_languages: "There is nothing to judge in the languages you chose.",
  stopped_by_check:
    "Some of your judgments were of comparisons whose outcome is known, and too many of them differed from it. What you judged is kept. The people who lead this campaign were told and can let you go on.",
  quota_reached: "You have judged all that you were asked for. Thank you for your judgments.",
  nothing_to_preview: "There is nothing to preview: no comparison is ready, or you have seen them all.",
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
          sql`${task.memberId} = ${sql.placeholder("memberId")} and ${task.state} in ('judged', 'skipped')
            and ${task.purpose} <> 'practice'`,
        )
        .limit(1),
    )
    .execute({ memberId });
  return rows.length > 0;
}
