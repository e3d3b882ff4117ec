import type { Transaction } from "@/db/client";
import type { Member } from "../member/require-member";
import { claimOne, type LeasedTask } from "./claim-next";
import { noteRoom } from "./fullness";
import { leaseLapsed, listLapsed } from "./lapsed";
import { listHeld } from "./list-held";
import { setTaskState } from "./own-task";
import type { QueueCampaign } from "./queue-campaign";
import { takeOver } from "./take-over";

/**
 * Leases to the member as many tasks as the campaign lets one page hold: those held already, the one in sight first, and
 * new ones behind them. Someone for whom there is nothing at all is given one that another holds only ahead.
 *
 * @param left how many judgments the person has left to give. What they hold and what lapsed in their hands, which a page
 * that was out of reach may still bring, are never more: then they are given what lapsed, and nothing new.
 */
export async function claimAhead(
  tx: Transaction,
  campaign: QueueCampaign,
  member: Member,
  now: number,
  left = Number.POSITIVE_INFINITY,
): Promise<LeasedTask[]> {
  const held = await listHeld(tx, member.id, now);
  await giveBack(tx, held.splice(left));
  let person = member;
  while (held.length < Math.min(campaign.prefetch, left)) {
    // Of those claimed at one moment, too, it must be known which came first.
    const leasedAt = Math.max(now, (held.at(-1)?.leasedAt ?? 0) + 1);
    const lapsed = left === Number.POSITIVE_INFINITY ? [] : await listLapsed(tx, campaign, member, now);
    const claimed =
      lapsed[0] && held.length + lapsed.length >= left
        ? await leaseLapsed(tx, campaign, member, lapsed[0], now, leasedAt)
        : await claimOne(tx, campaign, person, now, leasedAt);
    if (!claimed) break;
    held.push(claimed);
    // Whoever is given anything else has no practice before them, which need not be looked for again.
    if (claimed.purpose !== "practice") person = { ...person, practicedAt: person.practicedAt ?? now };
  }
  if (held.length > 0 || member.role === "lead") return held;
  const taken = await takeOver(tx, campaign, member, now);
  return taken ? [taken] : [];
}

/** Gives back what is more than the person has left to give, as when they took a skip back. */
async function giveBack(tx: Transaction, surplus: readonly LeasedTask[]): Promise<void> {
  for (const { id } of surplus) await setTaskState(tx, id, "released");
  await noteRoom(
    tx,
    surplus.map(({ comparisonId }) => comparisonId),
  );
}
