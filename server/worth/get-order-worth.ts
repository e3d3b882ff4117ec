import { and, desc, eq } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { findNewestJob } from "../jobs/job-row";
import { countExcluded } from "../noise/list-excluded";
import { campaignBasis } from "../ranking/campaign-basis";
import { listMetrics } from "../ranking/list-metrics";
import { canonicalJson } from "../report/canonical-json";
import type { VerbContext } from "../verb-context";
import { countJudgments, findEvidence } from "./find-evidence";
import { type Evidence, type OrderWorthAnswer, type OrderWorthInput, WorthContent } from "./schemas";

/** The newest table of what orders are worth on that evidence (the campaign's own unless named), and what has changed since. */
export async function getOrderWorth(
  { database }: VerbContext,
  { campaignId, evidence: asked }: OrderWorthInput,
): Promise<OrderWorthAnswer> {
  const campaign = await getCampaignRow(database, campaignId);
  const { available, usual, blocker } = await findEvidence(database, campaign);
  const evidence = asked ?? usual;
  const job = await findNewestJob(database, campaignId, "compare-metrics");
  const newest = await findNewestWorth(database, campaignId, evidence);
  const answer = { evidence, available, blocker, job };
  if (!newest) return { ...answer, table: null, createdAt: null, staleReason: null };
  const { table, lastJudgmentId, exclusions } = newest.content;
  const { basis } = await campaignBasis(database, campaign);
  const rules = exclusions && (await countExcluded(database, campaignId));
  const since = await countJudgments(database, campaign, evidence, lastJudgmentId);
  const metrics = await listMetrics(database, campaignId);
  const isNew = ({ id, version, available: can }: (typeof metrics)[number]) =>
    can && !table.rows.some((row) => row.id === id && row.version === version);
  return {
    ...answer,
    table,
    createdAt: newest.createdAt,
    staleReason: whyStale({
      isSamePool: basis === newest.basis,
      areSameRules: canonicalJson(rules ?? null) === canonicalJson(exclusions ?? null),
      since,
      hasNew: metrics.some(isNew),
    }),
  };
}

function whyStale(found: {
  isSamePool: boolean;
  areSameRules: boolean;
  since: number;
  hasNew: boolean;
}): string | null {
  if (!found.isSamePool) return "The data, the pairs or the seed have changed since.";
  if (!found.areSameRules) return "The rules of what is left out have changed since.";
  if (found.since > 0) return `${found.since} judgment${found.since === 1 ? "" : "s"} since.`;
  return found.hasNew ? "Metrics have been added or changed since." : null;
}

async function findNewestWorth(
  { orm, tables: { orderWorth } }: Connection,
  campaignId: string,
  evidence: Evidence,
) {
  const rows = await orm
    .select()
    .from(orderWorth)
    .where(and(eq(orderWorth.campaignId, campaignId), eq(orderWorth.evidence, evidence)))
    .orderBy(desc(orderWorth.createdAt), desc(orderWorth.id))
    .limit(1);
  const row = rows[0];
  // A table of an earlier version of the product is passed over: comparing again makes one.
  const content = WorthContent.safeParse(row?.content);
  return row && content.success ? { ...row, content: content.data } : undefined;
}
