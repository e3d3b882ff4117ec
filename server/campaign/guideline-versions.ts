import { and, desc, eq } from "drizzle-orm";
import type { Connection, Transaction } from "@/db/client";
import type { VerbContext } from "../verb-context";
import type { CampaignRow } from "./get-campaign-row";
import { getCampaignRow } from "./get-campaign-row";

export interface GuidelineVersionView {
  version: number;
  text: string;
  createdAt: number;
}

/** Keeps a campaign's first guidelines. */
export async function keepFirstGuidelines(
  tx: Transaction,
  { actor }: Pick<VerbContext, "actor">,
  { id, guidelines, createdAt }: { id: string; guidelines: string; createdAt: number },
): Promise<void> {
  await tx.orm
    .insert(tx.tables.guidelineVersion)
    .values({ campaignId: id, version: 1, text: guidelines, createdBy: actor, createdAt })
    .onConflictDoNothing();
}

/** Makes a version of changed guidelines and returns its number; the earlier wording is kept. */
export async function addGuidelineVersion(
  tx: Transaction,
  { actor, clock }: Pick<VerbContext, "actor" | "clock">,
  campaign: CampaignRow,
  text: string,
): Promise<number> {
  const { guidelineVersion } = tx.tables;
  const { id: campaignId, guidelines, guidelinesVersion, createdBy, createdAt } = campaign;
  // A campaign from before versions were kept has none of its wording.
  await tx.orm
    .insert(guidelineVersion)
    .values({ campaignId, version: guidelinesVersion, text: guidelines, createdBy, createdAt })
    .onConflictDoNothing();
  const version = guidelinesVersion + 1;
  await tx.orm
    .insert(guidelineVersion)
    .values({ campaignId, version, text, createdBy: actor, createdAt: clock() });
  return version;
}

/** Every wording of a campaign's guidelines, the newest first. */
export async function listGuidelineVersions(
  { database }: VerbContext,
  campaignId: string,
): Promise<GuidelineVersionView[]> {
  const { guidelineVersion } = database.tables;
  const { guidelines, guidelinesVersion, createdAt } = await getCampaignRow(database, campaignId);
  const rows = await database.orm
    .select({
      version: guidelineVersion.version,
      text: guidelineVersion.text,
      createdAt: guidelineVersion.createdAt,
    })
    .from(guidelineVersion)
    .where(eq(guidelineVersion.campaignId, campaignId))
    .orderBy(desc(guidelineVersion.version));
  return rows.length > 0 ? rows : [{ version: guidelinesVersion, text: guidelines, createdAt }];
}

/** One wording; null where it was not kept. */
export async function findGuidelines(
  { orm, tables: { guidelineVersion } }: Connection,
  campaignId: string,
  version: number,
): Promise<string | null> {
  const rows = await orm
    .select({ text: guidelineVersion.text })
    .from(guidelineVersion)
    .where(and(eq(guidelineVersion.campaignId, campaignId), eq(guidelineVersion.version, version)));
  return rows[0]?.text ?? null;
}
