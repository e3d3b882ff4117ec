import { createReadStream } from "node:fs";
import { basename, extname } from "node:path";
import { createCampaign } from "../../campaign/create-campaign";
import { discardEmptyCampaign } from "../../campaign/discard-empty-campaign";
import { TiebreakError } from "../../errors";
import { findImportOfFile } from "../../import/find-import-of-file";
import { hashSource } from "../../import/hash-source";
import { type ImportResult, importFile } from "../../import/import-file";
import { describeProblem } from "../../import/refuse-file";
import { addLead } from "../../member/add-lead";
import { ensureLead } from "../../session/ensure-lead";
import type { VerbContext } from "../../verb-context";
import { fileSize } from "../check-file";
import type { ImportOptions } from "../commands/import";
import { UsageError } from "../failures";
import { dayOf } from "../number-words";
import { note, print, printJson } from "../print";
import { withProgress } from "../progress";
import { resolveCampaign } from "../resolve-campaign";
import { withContext } from "../with-context";

const mostProblemsListed = 20;

/** Imports a file into a draft campaign, a new one unless one is named. */
export async function importInto(file: string, options: ImportOptions): Promise<void> {
  if (file === "-" && !(options.campaign && options.format)) {
    throw new UsageError("Standard input has no name: add --campaign and --format jsonl or csv.");
  }
  if (file !== "-") fileSize(file);
  await withContext(async (context) => {
    if (options.campaign !== undefined) {
      const campaign = await resolveCampaign(context, options.campaign);
      return tell({ campaign, isNew: false, ...(await read(context, campaign.id, file, options)) }, options);
    }
    const known = await findImportOfFile(context, await hashOf(file));
    if (known) {
      if (options.json) return printJson({ ...known, importedBefore: true });
      const { campaign, publishedAt } = known;
      return print(
        `${basename(file)} is in "${campaign.name}" (${campaign.id}) since ${dayOf(publishedAt)} already; nothing was changed.`,
      );
    }
    await importIntoNew(context, file, options);
  });
}

async function importIntoNew(context: VerbContext, file: string, options: ImportOptions): Promise<void> {
  const name = basename(file, extname(file)).slice(0, 200);
  const { campaignId } = await createCampaign(context, { name });
  await addLead(context, { campaignId, userId: (await ensureLead(context)).userId });
  try {
    const result = await read(context, campaignId, file, options);
    tell({ campaign: { id: campaignId, name }, isNew: true, ...result }, options);
  } catch (error) {
    await discardEmptyCampaign(context, campaignId);
    throw error;
  }
}

/** Reads the file into the campaign; lists what is wrong with it before passing on the refusal. */
async function read(
  context: VerbContext,
  campaignId: string,
  file: string,
  { format, skipBad }: ImportOptions,
): Promise<ImportResult> {
  const size = file === "-" ? 0 : fileSize(file);
  const source = file === "-" ? process.stdin : createReadStream(file);
  const fileName = file === "-" ? `stdin.${format}` : basename(file);
  try {
    return await withProgress((onStep) =>
      importFile(context, {
        campaignId,
        source,
        fileName,
        skipBad,
        onProgress: ({ bytesRead, rowsRead }) =>
          onStep(`Importing row ${rowsRead}`, size > 0 ? bytesRead / size : 0),
      }),
    );
  } catch (error) {
    if (error instanceof TiebreakError) listProblems(error.detail);
    throw error;
  }
}

function listProblems(detail: Record<string, unknown> = {}): void {
  const { problems, problemCount } = detail as Partial<Pick<ImportResult, "problems" | "problemCount">>;
  if (!problems || !problemCount || problemCount < 2) return;
  for (const problem of problems.slice(0, mostProblemsListed)) note(describeProblem(problem));
  if (problemCount > mostProblemsListed) note(`… and ${problemCount - mostProblemsListed} more.`);
  note("");
}

type Imported = ImportResult & { campaign: { id: string; name: string }; isNew: boolean };

function tell(imported: Imported, { json }: ImportOptions): void {
  if (json) return printJson({ ...imported, importedBefore: imported.importId === null });
  const { campaign, isNew, importId, counts, problems, problemCount } = imported;
  const into = `"${campaign.name}" (${campaign.id})`;
  if (importId === null) print(`Every row is in ${into} already; nothing was changed.`);
  else {
    const parts = [
      `${counts.promptsAdded} prompts`,
      `${counts.modelsAdded} models`,
      `${counts.completionsAdded} completions`,
      ...(counts.judgmentsAdded > 0 ? [`${counts.judgmentsAdded} judgments`] : []),
    ];
    print(
      `Imported ${parts.join(", ")} from ${counts.rows} rows into ${isNew ? "the new campaign " : ""}${into}.`,
    );
  }
  if (counts.unchanged > 0 && importId !== null) print(`${counts.unchanged} rows were there already.`);
  for (const problem of problems) note(`Skipped. ${describeProblem(problem)}`);
  if (problemCount > problems.length) note(`… and ${problemCount - problems.length} more problems.`);
  if (importId !== null) print(`Next: npx tiebreak rank ${campaign.id}`);
}

async function hashOf(file: string): Promise<string> {
  const hashed = hashSource(createReadStream(file));
  for await (const _ of hashed.source) continue;
  return hashed.sha256();
}
