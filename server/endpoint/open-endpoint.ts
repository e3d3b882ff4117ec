import type { Database } from "@/db/client";
import { sessionSecret } from "../session/secret";
import type { EndpointAccess } from "./ask-server";
import { getEndpointRow } from "./get-endpoint-row";
import { openKey } from "./seal-key";

/** What it takes to ask an endpoint, its key in clear: for requests only, never to be stored or told. */
export async function openEndpoint(
  database: Database,
  campaignId: string,
  endpointId: string,
): Promise<EndpointAccess> {
  const row = await getEndpointRow(database, campaignId, endpointId);
  const { name, baseUrl, servedModel, keyCiphertext } = row;
  const key = keyCiphertext ? openKey(keyCiphertext, await sessionSecret(database), row) : null;
  return { name, baseUrl, servedModel, key };
}
