import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { Clock } from "../clock";
import { sha256 } from "../ids";

export type LinkProblem = "unknown" | "expired" | "revoked";

/**
 * Whose personal link this is and where it opens, noting its use; or what is wrong with it.
 * Links are reusable: the same one signs in a second device.
 */
export async function redeemSignInLink(
  context: { database: Database; clock: Clock },
  token: string,
): Promise<{ linkId: string; userId: string; campaignId: string | null } | { problem: LinkProblem }> {
  const now = context.clock();
  return context.database.transaction(async ({ orm, tables: { signInLink } }) => {
    const rows = await orm
      .select()
      .from(signInLink)
      .where(eq(signInLink.tokenHash, sha256(token)));
    const link = rows[0];
    if (!link) return { problem: "unknown" };
    if (link.revokedAt !== null) return { problem: "revoked" };
    if (link.expiresAt <= now) return { problem: "expired" };
    await orm.update(signInLink).set({ lastUsedAt: now }).where(eq(signInLink.id, link.id));
    return { linkId: link.id, userId: link.userId, campaignId: link.campaignId };
  }, "normal");
}
