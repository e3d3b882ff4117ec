import { eq } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { sha256 } from "../ids";
import { countPlaces } from "./places";
import type { JoinProblem } from "./schemas";

/** The link of a token with its campaign, and why it cannot be joined by, if it cannot; undefined where there is none. A full one still lets in who joined by it before. */
export async function findJoinLink(connection: Connection, token: string, now: number) {
  const { joinLink } = connection.tables;
  const rows = await connection.orm
    .select()
    .from(joinLink)
    .where(eq(joinLink.tokenHash, sha256(token)));
  const link = rows[0];
  if (!link) return undefined;
  const campaign = await getCampaignRow(connection, link.campaignId);
  return { link, campaign, problem: await problemOf(connection, link, campaign, now) };
}

async function problemOf(
  connection: Connection,
  link: {
    id: string;
    campaignId: string;
    mostPeople: number | null;
    isPanel: boolean;
    revokedAt: number | null;
    expiresAt: number | null;
  },
  { state, panel }: { state: string; panel: unknown },
  now: number,
): Promise<JoinProblem | undefined> {
  if (link.revokedAt !== null) return "revoked";
  if (link.expiresAt !== null && link.expiresAt <= now) return "expired";
  if (state === "draft" || state === "closed") return "not_open";
  // Nobody would be known by the panel's name for them.
  if (link.isPanel && panel === null) return "not_open";
  if (link.mostPeople === null) return undefined;
  const places = (await countPlaces(connection, link.campaignId, now)).find(
    ({ joinLinkId }) => joinLinkId === link.id,
  );
  return places && places.working + places.finished >= link.mostPeople ? "full" : undefined;
}
