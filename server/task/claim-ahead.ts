import type { Transaction } from "@/db/client";
import type { Member } from "../member/require-member";
import { claimOne, type LeasedTask } from "./claim-next";
import { listHeld } from "./list-held";
import type { QueueCampaign } from "./queue-campaign";
import { takeOver } from "./take-over";

/**
 * Leases to the member as many tasks as the campaign lets one page hold: those held already, the one in sight first, and
 * new ones behind them. Someone for whom there is nothing at all is given one that another holds only ahead.
 */
export async function claimAhead(
  tx: Transaction,
  campaign: QueueCampaign,
  member: Member,
  now: number,
): Promise<LeasedTask[]> {
  const held = await listHeld(tx, member.id, now);
  while (held.length < campaign.prefetch) {
    // Of those claimed at one moment, too, it must be known which came first.
    const leasedAt = Math.max(now, (held.at(-1)?.leasedAt ?? 0) + 1);
    const claimed = await claimOne(tx, campaign, member, now, leasedAt);
    if (!claimed) break;
    held.push(claimed);
  }
  if (held.length > 0 || member.role === "lead") return held;
  const taken = await takeOver(tx, campaign, member, now);
  return taken ? [taken] : [];
}
