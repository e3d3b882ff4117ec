import { eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type RowCell, rowContentTypes, writeRows } from "@/server/writers/write-rows";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { found, TiebreakError } from "../errors";
import type { VerbContext } from "../verb-context";
import { columnTypes, preferenceColumns } from "./export-columns";
import type { ExportedRows } from "./export-rows";
import { fileName } from "./file-name";
import { loadJudgedDraws } from "./load-judged-draws";
import type { PreferenceFilter } from "./preference-filter";
import { preferenceNote } from "./preference-note";
import { type PreferenceCounts, type StratumPreferences, selectPreferences } from "./preference-pairs";

type Preferences = Awaited<ReturnType<typeof loadPreferences>>;
type PreferenceRow = Record<(typeof preferenceColumns)[number], RowCell>;

/** Texts are long: few rows are in memory at a time. */
const rowsPerPage = 200;

/** Chosen and rejected completions of a launched campaign, with a sentence on what was left out. */
export async function exportPreferences(
  { database }: VerbContext,
  { format, ...input }: PreferenceFilter & { campaignId: string; format: "jsonl" | "parquet" },
): Promise<ExportedRows & { note: string }> {
  const preferences = await loadPreferences(database, input);
  return {
    fileName: fileName(preferences.campaign, "preferences", format),
    contentType: rowContentTypes[format],
    chunks: writeRows(format, preferenceColumns, preferenceRows(database, preferences), columnTypes),
    note: preferenceNote(preferences.counts),
  };
}

/** How many preferences a file would hold now, and what it would be without. */
export async function countPreferences(
  { database }: VerbContext,
  input: PreferenceFilter & { campaignId: string },
): Promise<{ counts: PreferenceCounts; note: string }> {
  const { counts } = await loadPreferences(database, input);
  return { counts, note: preferenceNote(counts) };
}

async function loadPreferences(
  database: Database,
  { campaignId, minimumMargin = 0, minimumJudgments = 1 }: PreferenceFilter & { campaignId: string },
) {
  const campaign = await getCampaignRow(database, campaignId);
  if (campaign.state === "draft" || !campaign.rankingId)
    throw new TiebreakError("wrong_state", "There are no preferences before the campaign is launched.");
  const { draws, extra, launched } = await loadJudgedDraws(database, campaign, campaign.rankingId);
  const strata = draws.map(({ columns }) => columns);
  const minimums = { margin: minimumMargin, judgments: minimumJudgments };
  const selected = selectPreferences({ strata, extra, mode: launched.mode }, minimums);
  return { campaign, draws, selected: selected.strata, counts: selected.counts };
}

async function* preferenceRows(
  database: Database,
  { draws, selected }: Preferences,
): AsyncGenerator<PreferenceRow[]> {
  for (const [h, own] of selected.entries()) {
    const { comparisonIds, columns } = draws[h] as Preferences["draws"][number];
    for (let from = 0; from < own.draw.length; from += rowsPerPage) {
      const rows = Array.from(own.draw.subarray(from, from + rowsPerPage).keys(), (i) => from + i);
      const idOf = (row: number) => comparisonIds[own.draw[row] as number] as number;
      const texts = await loadTexts(database, rows.map(idOf));
      yield rows.map((row) =>
        preferenceRow(own, row, columns, found(texts.get(idOf(row)), "comparison", idOf(row))),
      );
    }
  }
}

function preferenceRow(
  { isA, wins, losses, ties, weight }: StratumPreferences,
  row: number,
  { modelA, modelB }: { modelA: string; modelB: string },
  { prompt, first, second }: ComparisonTexts,
): PreferenceRow {
  const isFirst = isA[row] === 1;
  const [won, lost, tied] = [wins[row] as number, losses[row] as number, ties[row] as number];
  const judgments = won + lost + tied;
  const v = weight[row] as number;
  return {
    prompt: prompt.text,
    system: prompt.system,
    turns: prompt.turns,
    chosen: isFirst ? first : second,
    rejected: isFirst ? second : first,
    chosen_model: isFirst ? modelA : modelB,
    rejected_model: isFirst ? modelB : modelA,
    margin: (won - lost) / judgments,
    wins: won,
    losses: lost,
    ties: tied,
    judgments,
    language: prompt.language,
    category: prompt.category,
    prompt_id: prompt.externalId,
    weight: Number.isNaN(v) ? null : v,
  };
}

type ComparisonTexts = Awaited<ReturnType<typeof loadTexts>> extends Map<number, infer Texts> ? Texts : never;

/** The prompt and both completions of each comparison. */
async function loadTexts({ orm, tables }: Database, comparisonIds: number[]) {
  const { comparison, prompt, completion } = tables;
  const rows = await orm
    .select({ comparison, prompt })
    .from(comparison)
    .innerJoin(prompt, eq(prompt.id, comparison.promptId))
    .where(inArray(comparison.id, comparisonIds));
  const completionIds = rows.flatMap((row) => [row.comparison.completionAId, row.comparison.completionBId]);
  const completions = await orm
    .select({ id: completion.id, text: completion.text })
    .from(completion)
    .where(inArray(completion.id, completionIds));
  const texts = new Map(completions.map(({ id, text }) => [id, text]));
  const textOf = (id: number) => found(texts.get(id), "completion", id);
  return new Map(
    rows.map((row) => [
      row.comparison.id,
      {
        prompt: row.prompt,
        first: textOf(row.comparison.completionAId),
        second: textOf(row.comparison.completionBId),
      },
    ]),
  );
}
