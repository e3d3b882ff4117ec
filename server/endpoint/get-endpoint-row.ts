import { and, eq, isNull } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { found } from "../errors";

/** An endpoint of the campaign that was not removed, with its sealed key. */
export async function getEndpointRow({ orm, tables }: Connection, campaignId: string, endpointId: string) {
  const { endpoint } = tables;
  const rows = await orm
    .select()
    .from(endpoint)
    .where(and(eq(endpoint.id, endpointId), eq(endpoint.campaignId, campaignId), isNull(endpoint.removedAt)));
  return found(rows[0], "endpoint", endpointId);
}
