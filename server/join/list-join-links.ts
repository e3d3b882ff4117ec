import { desc, eq } from "drizzle-orm";
import type { VerbContext } from "../verb-context";
import { countPlaces } from "./places";
import type { JoinLinkView } from "./schemas";

/** The links by which people may join, newest first, with how many did and what became of them. */
export async function listJoinLinks(
  { database, clock }: VerbContext,
  campaignId: string,
): Promise<JoinLinkView[]> {
  const { joinLink } = database.tables;
  const links = await database.orm
    .select({
      id: joinLink.id,
      name: joinLink.name,
      isPanel: joinLink.isPanel,
      mostPeople: joinLink.mostPeople,
      createdAt: joinLink.createdAt,
      revokedAt: joinLink.revokedAt,
    })
    .from(joinLink)
    .where(eq(joinLink.campaignId, campaignId))
    .orderBy(desc(joinLink.createdAt), desc(joinLink.id));
  const places = await countPlaces(database, campaignId, clock());
  return links.map((link) => {
    const own = places.find(({ joinLinkId }) => joinLinkId === link.id);
    const { joined = 0, working = 0, finished = 0, left = 0 } = own ?? {};
    return { ...link, joined, working, finished, left };
  });
}
