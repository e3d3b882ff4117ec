import type { Kit } from "../kit";
import { authTables } from "./auth";
import { campaignTables } from "./campaign";
import { contentTables } from "./content";
import { endpointTables } from "./endpoint";
import { judgingTables } from "./judging";
import { noiseTables } from "./noise";
import { rankingTables } from "./ranking";

/** Every table of the product, declared once for both databases. */
export function createTables(k: Kit) {
  const campaign = campaignTables(k);
  return {
    ...authTables(k),
    ...campaign,
    ...contentTables(k, campaign),
    ...endpointTables(k),
    ...noiseTables(k),
    ...rankingTables(k),
    ...judgingTables(k),
  };
}

export type Tables = ReturnType<typeof createTables>;
