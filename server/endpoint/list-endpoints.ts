import { and, asc, eq, isNull } from "drizzle-orm";
import type { VerbContext } from "../verb-context";
import type { EndpointView } from "./schemas";

/** The campaign's endpoints, by name; never their keys. */
export async function listEndpoints(
  { database: { orm, tables } }: VerbContext,
  campaignId: string,
): Promise<EndpointView[]> {
  const { endpoint } = tables;
  return orm
    .select({
      id: endpoint.id,
      name: endpoint.name,
      baseUrl: endpoint.baseUrl,
      servedModel: endpoint.servedModel,
      keyHint: endpoint.keyHint,
      createdAt: endpoint.createdAt,
    })
    .from(endpoint)
    .where(and(eq(endpoint.campaignId, campaignId), isNull(endpoint.removedAt)))
    .orderBy(asc(endpoint.name), asc(endpoint.id));
}
