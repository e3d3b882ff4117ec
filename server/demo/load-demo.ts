import { createReadStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { and, desc, eq } from "drizzle-orm";
import { createCampaign } from "../campaign/create-campaign";
import { launchCampaign } from "../campaign/launch-campaign";
import type { CampaignSettingsInput } from "../campaign/schemas";
import { projectRoot } from "../env";
import { importFile } from "../import/import-file";
import { finishJob, type OnStep } from "../jobs/finish-job";
import { addLead } from "../member/add-lead";
import { inviteMember } from "../member/invite-member";
import { startRanking } from "../ranking/start-ranking";
import { ensureLead } from "../session/ensure-lead";
import type { VerbContext } from "../verb-context";
import { demoAnnotator } from "./demo-annotator";

export interface LoadedDemo {
  campaignId: string;
  /** Signs in the demo annotator. */
  annotatorToken: string;
}

/**
 * Loads the demo campaign the way a lead would: created, imported, ranked and launched, with nothing judged. One that
 * was cut off on the way is finished rather than made again.
 */
export async function loadDemo(context: VerbContext, onStep?: OnStep): Promise<LoadedDemo> {
  const settings = readSettings();
  const campaignId =
    (await findUnfinishedDemo(context)) ?? (await createCampaign(context, settings)).campaignId;
  await addLead(context, { campaignId, userId: (await ensureLead(context)).userId });
  const fileName = "completions.jsonl";
  onStep?.("Importing", 0);
  await importFile(context, { campaignId, fileName, source: createReadStream(demoFile(fileName)) });
  await finishJob(context, campaignId, await startRanking(context, campaignId), onStep);
  const invited = await inviteMember(context, { campaignId, name: demoAnnotator, role: "annotator" });
  await finishJob(context, campaignId, await launchCampaign(context, campaignId), onStep);
  return { campaignId, annotatorToken: invited.token };
}

/** The demo campaign that an earlier start left in draft. */
export async function findUnfinishedDemo({ database }: VerbContext): Promise<string | undefined> {
  const { campaign } = database.tables;
  const { name } = readSettings();
  const rows = await database.orm
    .select({ id: campaign.id })
    .from(campaign)
    .where(and(eq(campaign.name, name), eq(campaign.state, "draft"), eq(campaign.createdBy, "operator")))
    .orderBy(desc(campaign.createdAt))
    .limit(1);
  return rows[0]?.id;
}

function readSettings(): CampaignSettingsInput {
  return JSON.parse(readFileSync(demoFile("campaign.json"), "utf8"));
}

function demoFile(name: string): string {
  return join(projectRoot(), "server", "demo", name);
}
