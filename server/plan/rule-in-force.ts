import type { StopSettings } from "@/db/schema/campaign";
import type { CampaignRow } from "../campaign/get-campaign-row";

/** The stop rule, unless a lead let judging go on after it. */
export function ruleInForce({
  stopRule,
  goneOnAt,
}: Pick<CampaignRow, "stopRule" | "goneOnAt">): StopSettings | null {
  return goneOnAt === null ? stopRule : null;
}
