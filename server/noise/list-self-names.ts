import { and, asc, eq } from "drizzle-orm";
import { maskNames } from "@/server/core/noise/mask-names";
import { findSelfNames, namesItself } from "@/server/core/noise/names-itself";
import { getCampaignRow } from "../campaign/get-campaign-row";
import type { VerbContext } from "../verb-context";
import { findNewestInspection } from "./find-inspection";
import type { SelfNamesView } from "./schemas";
import { listActiveExclusions } from "./touched-comparisons";

/** So many findings are read, the first of the newest inspection. */
const mostRead = 2_000;

/** The names by which completions name themselves, in how many, and how many still do once the masked ones are gone. */
export async function listSelfNames({ database }: VerbContext, campaignId: string): Promise<SelfNamesView> {
  const { maskedNames } = await getCampaignRow(database, campaignId);
  const newest = await findNewestInspection(database, campaignId);
  const rules = await listActiveExclusions(database, campaignId);
  const isLeftOut = rules.some(({ detector }) => detector === namesItself.id);
  if (!newest) return { names: [], unmasked: 0, isLeftOut, maskedNames };
  const { finding, completion, prompt, model } = database.tables;
  const rows = await database.orm
    .select({ text: completion.text, prompt: prompt.text, model: model.name })
    .from(finding)
    .innerJoin(completion, eq(completion.id, finding.subjectId))
    .innerJoin(prompt, eq(prompt.id, completion.promptId))
    .innerJoin(model, eq(model.id, completion.modelId))
    .where(and(eq(finding.inspectionId, newest.id), eq(finding.detector, namesItself.id)))
    .orderBy(asc(finding.subjectId))
    .limit(mostRead);
  const completions = new Map<string, number>();
  let unmasked = 0;
  for (const row of rows) {
    const names = new Set(findSelfNames(row).map(({ name }) => name));
    for (const name of names) completions.set(name, (completions.get(name) ?? 0) + 1);
    if (findSelfNames({ ...row, text: maskNames(row.text, maskedNames) }).length > 0) unmasked++;
  }
  const names = [...completions].map(([name, count]) => ({ name, completions: count }));
  names.sort((one, other) => other.completions - one.completions || (one.name < other.name ? -1 : 1));
  return { names, unmasked, isLeftOut, maskedNames };
}
