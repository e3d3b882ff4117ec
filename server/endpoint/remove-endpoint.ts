import { eq } from "drizzle-orm";
import { recordAudit } from "../audit";
import { refuseWhileRunning } from "../jobs/job-row";
import type { VerbContext } from "../verb-context";
import { getEndpointRow } from "./get-endpoint-row";
import type { EndpointInput } from "./schemas";

/** Takes an endpoint away and forgets its key. What was fetched from it stays. */
export async function removeEndpoint(
  context: VerbContext,
  { campaignId, endpointId }: EndpointInput,
): Promise<void> {
  await context.database.transaction(async (tx) => {
    await tx.lockCampaign(campaignId);
    const { name } = await getEndpointRow(tx, campaignId, endpointId);
    await refuseWhileRunning(tx, campaignId, "fetch");
    const { endpoint } = tx.tables;
    await tx.orm
      .update(endpoint)
      .set({ keyCiphertext: null, keyHint: null, removedAt: context.clock() })
      .where(eq(endpoint.id, endpointId));
    const detail = { name };
    await recordAudit(tx, context, { campaignId, action: "endpoint.remove", subject: endpointId, detail });
  });
}
