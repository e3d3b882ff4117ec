import { type RowFormat, rowContentTypes, writeRows } from "@/server/writers/write-rows";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { TiebreakError } from "../errors";
import { findNewestRanking } from "../ranking/find-newest-ranking";
import type { VerbContext } from "../verb-context";
import { columnTypes, drawColumns, judgmentColumns, rankingColumns } from "./export-columns";
import { drawRows } from "./export-draws";
import { judgmentRows } from "./export-judgments";
import { rankingRows } from "./export-ranking";
import { fileName } from "./file-name";
import { listReportStrata } from "./list-report-strata";

export interface ExportedRows {
  fileName: string;
  contentType: string;
  /** The file in pieces, so that no size is too large. */
  chunks: AsyncGenerator<string | Uint8Array>;
}

export interface ExportRowsInput {
  campaignId: string;
  format: RowFormat;
}

/** Every judgment of the campaign, withdrawn and imported ones included. */
export async function exportJudgments(context: VerbContext, input: ExportRowsInput): Promise<ExportedRows> {
  const { campaign, strata } = await listLaunchedStrata(context, input.campaignId);
  const pages = judgmentRows(context.database, campaign.id, strata);
  return exported(campaign, "judgments", input, writeRows(input.format, judgmentColumns, pages, columnTypes));
}

/** Every draw of every stratum of a launched campaign, opened or not. */
export async function exportDraws(context: VerbContext, input: ExportRowsInput): Promise<ExportedRows> {
  const { campaign, strata } = await listLaunchedStrata(context, input.campaignId);
  if (campaign.state === "draft")
    throw new TiebreakError("wrong_state", "There are no draws before the campaign is launched.");
  const launched = { id: campaign.rankingId as string, campaignId: campaign.id };
  const pages = drawRows(context.database, launched, strata);
  return exported(campaign, "draws", input, writeRows(input.format, drawColumns, pages, columnTypes));
}

/** The ranking that the campaign was launched with, else the newest: every comparison of the pool. */
export async function exportRanking(context: VerbContext, input: ExportRowsInput): Promise<ExportedRows> {
  const { database } = context;
  const campaign = await getCampaignRow(database, input.campaignId);
  const rankingId = campaign.rankingId ?? (await findNewestRanking(database, campaign))?.id;
  if (!rankingId) throw new TiebreakError("wrong_state", "There is no ranking yet. Rank first.");
  const strata = await listReportStrata(database, { id: rankingId, campaignId: campaign.id });
  const pages = rankingRows(database, strata);
  return exported(campaign, "ranking", input, writeRows(input.format, rankingColumns, pages, columnTypes));
}

async function listLaunchedStrata({ database }: VerbContext, campaignId: string) {
  const campaign = await getCampaignRow(database, campaignId);
  const strata = campaign.rankingId
    ? await listReportStrata(database, { id: campaign.rankingId, campaignId })
    : [];
  return { campaign, strata };
}

function exported(
  campaign: { id: string; name: string },
  what: string,
  { format }: ExportRowsInput,
  chunks: ExportedRows["chunks"],
): ExportedRows {
  return { fileName: fileName(campaign, what, format), contentType: rowContentTypes[format], chunks };
}
