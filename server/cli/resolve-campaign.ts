import { asc, eq, or } from "drizzle-orm";
import type { VerbContext } from "../verb-context";
import { CommandError } from "./failures";

/** The campaign that an id or a name on the command line means. A name must be the only one of its kind. */
export async function resolveCampaign(
  { database }: VerbContext,
  idOrName: string,
): Promise<{ id: string; name: string }> {
  const { campaign } = database.tables;
  const rows = await database.orm
    .select({ id: campaign.id, name: campaign.name })
    .from(campaign)
    .where(or(eq(campaign.id, idOrName), eq(campaign.name, idOrName)))
    .orderBy(asc(campaign.createdAt));
  const byId = rows.find(({ id }) => id === idOrName);
  if (byId) return byId;
  if (rows.length > 1) {
    const ids = rows.map(({ id }) => id).join(", ");
    throw new CommandError(
      `${rows.length} campaigns are named "${idOrName}". Give one of their ids: ${ids}.`,
    );
  }
  if (rows[0]) return rows[0];
  throw new CommandError(
    `There is no campaign with the id or name "${idOrName}". See which there are: npx tiebreak campaign list`,
  );
}
