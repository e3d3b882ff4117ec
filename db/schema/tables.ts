import type { Kit } from "../kit";
import { authTables } from "./auth";
import { campaignTables } from "./campaign";
import { contentTables } from "./content";
import { judgingTables } from "./judging";
import { rankingTables } from "./ranking";

/** Every table of the product, declared once for both databases. */
export function createTables(k: Kit) {
  const campaign = campaignTables(k);
  return {
    ...authTables(k),
    ...campaign,
    ...contentTables(k, campaign),
    ...rankingTables(k),
    ...judgingTables(k),
  };
}

export type Tables = ReturnType<typeof createTables>;
