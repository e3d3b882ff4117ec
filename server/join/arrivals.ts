import { and, eq, gt } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { minute } from "../clock";
import { sha256 } from "../ids";

/** So many new people join by a link in so long, over all and from one address: a full lecture hall does, a script may not. */
export const arrivals = { windowMs: 10 * minute, byLink: 300, fromOneAddress: 100 };

/** What the trail of a campaign keeps of somebody's joining, from which arrivals are counted. */
export interface Arrival {
  joinLinkId: string;
  /** Tells addresses apart and does not tell them: the link's token, which is stored nowhere, is hashed with them. */
  from: string | null;
}

export const joinAction = "member.join";

/** @example arrivalOf("jnl_1", "secret", "192.0.2.7").from // 64 hexadecimal digits */
export function arrivalOf(joinLinkId: string, token: string, address: string | null): Arrival {
  return { joinLinkId, from: address === null ? null : sha256(`${token}/${address}`) };
}

/** Whether so many have joined of late that one more has to wait. Nobody is told by this who joins, only how many did. */
export async function areTooMany(
  { orm, tables: { audit } }: Transaction,
  campaignId: string,
  arrival: Arrival,
  now: number,
): Promise<boolean> {
  const rows = await orm
    .select({ detail: audit.detail })
    .from(audit)
    .where(
      and(
        eq(audit.campaignId, campaignId),
        eq(audit.action, joinAction),
        gt(audit.at, now - arrivals.windowMs),
      ),
    );
  const byLink = rows.filter(({ detail }) => detail?.["joinLinkId"] === arrival.joinLinkId);
  if (byLink.length >= arrivals.byLink) return true;
  if (arrival.from === null) return false;
  return byLink.filter(({ detail }) => detail?.["from"] === arrival.from).length >= arrivals.fromOneAddress;
}
