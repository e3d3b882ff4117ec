import { and, eq, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { type Clock, day } from "../clock";
import { newId, newToken, sha256 } from "../ids";

export const linkDays = 30;

/** Makes a personal sign-in link's token for a user: valid for 30 days, reusable, stored as a hash only. */
export async function addSignInLink(
  tx: Transaction,
  input: { userId: string; campaignId: string | null; now: ReturnType<Clock> },
): Promise<{ token: string; expiresAt: number }> {
  const token = newToken();
  const expiresAt = input.now + linkDays * day;
  await tx.orm.insert(tx.tables.signInLink).values({
    id: newId("lnk"),
    userId: input.userId,
    tokenHash: sha256(token),
    campaignId: input.campaignId,
    createdAt: input.now,
    expiresAt,
  });
  return { token, expiresAt };
}

/** Revokes a user's links that open on the campaign and ends the sessions that they opened. */
export async function revokeSignInLinks(
  tx: Transaction,
  input: { userId: string; campaignId: string | null; now: ReturnType<Clock> },
): Promise<number> {
  const { signInLink, session } = tx.tables;
  const target =
    input.campaignId === null ? isNull(signInLink.campaignId) : eq(signInLink.campaignId, input.campaignId);
  const revoked = await tx.orm
    .update(signInLink)
    .set({ revokedAt: input.now })
    .where(and(eq(signInLink.userId, input.userId), target, isNull(signInLink.revokedAt)))
    .returning({ id: signInLink.id });
  for (const { id } of revoked) await tx.orm.delete(session).where(eq(session.signInLinkId, id));
  return revoked.length;
}
