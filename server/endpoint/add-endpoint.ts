import { and, eq, isNull } from "drizzle-orm";
import { recordAudit } from "../audit";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { TiebreakError } from "../errors";
import { newId } from "../ids";
import { sessionSecret } from "../session/secret";
import type { VerbContext } from "../verb-context";
import type { AddEndpointInput } from "./schemas";
import { sealKey } from "./seal-key";

/** Lets the campaign ask a server. Its key is stored encrypted; from here on only its last four characters are shown. */
export async function addEndpoint(
  context: VerbContext,
  { campaignId, name, baseUrl, servedModel, key }: AddEndpointInput,
): Promise<{ endpointId: string }> {
  const endpointId = newId("ept");
  const secret = await sessionSecret(context.database);
  await context.database.transaction(async (tx) => {
    await tx.lockCampaign(campaignId);
    await getCampaignRow(tx, campaignId);
    const { endpoint } = tx.tables;
    const same = await tx.orm
      .select({ id: endpoint.id })
      .from(endpoint)
      .where(and(eq(endpoint.campaignId, campaignId), eq(endpoint.name, name), isNull(endpoint.removedAt)));
    if (same.length > 0) {
      throw new TiebreakError(
        "conflict",
        `There is an endpoint "${name}" already. Give this one another name.`,
      );
    }
    await tx.orm.insert(endpoint).values({
      id: endpointId,
      campaignId,
      name,
      baseUrl,
      servedModel,
      keyCiphertext: key ? sealKey(key, secret, endpointId) : null,
      keyHint: key ? hintOf(key) : null,
      createdBy: context.actor,
      createdAt: context.clock(),
    });
    const detail = { name, baseUrl, servedModel, hasKey: Boolean(key) };
    await recordAudit(tx, context, { campaignId, action: "endpoint.add", subject: endpointId, detail });
  });
  return { endpointId };
}

/** Four characters of a short key would be too much of it. */
function hintOf(key: string): string {
  return key.length >= 12 ? key.slice(-4) : "";
}
