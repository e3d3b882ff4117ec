import { createReadStream, readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { createCampaign } from "../../campaign/create-campaign";
import { discardEmptyCampaign } from "../../campaign/discard-empty-campaign";
import type { CampaignSettingsInput } from "../../campaign/schemas";
import { importFile } from "../../import/import-file";
import { addLead } from "../../member/add-lead";
import { ensureLead } from "../../session/ensure-lead";
import type { VerbContext } from "../../verb-context";
import { type CampaignFile, readCampaignFile } from "../campaign-file";
import { checkOrder } from "../check-metric";
import type { CreateOptions } from "../commands/campaign";
import { UsageError } from "../failures";
import { note, print, printJson } from "../print";
import { withProgress } from "../progress";
import { protocolSettings, rankingSettings } from "../setting-options";
import { withContext } from "../with-context";

/** Creates a draft campaign, with the data that its file names. */
export async function create(options: CreateOptions): Promise<void> {
  checkOrder(options);
  const { data = [], ...fromFile }: Partial<CampaignFile> =
    options.file === undefined ? {} : readCampaignFile(options.file);
  const guidelines =
    options.guidelines === undefined ? {} : { guidelines: readFileSync(options.guidelines, "utf8") };
  const { name = fromFile.name } = options;
  if (!name?.trim()) throw new UsageError("Give the campaign a name: --name NAME, or --file FILE with one.");
  const settings = {
    ...fromFile,
    ...rankingSettings(options),
    ...protocolSettings(options),
    ...guidelines,
    name,
  };
  const files = data.map((file) => resolve(dirname(options.file as string), file));
  await withContext(async (context) => {
    const campaignId = await createWithData(context, settings, files);
    if (options.json) return printJson({ campaignId, name });
    const next = files.length > 0 ? `rank ${campaignId}` : `import FILE --campaign ${campaignId}`;
    print(`Created the draft campaign "${name}" (${campaignId}).\nNext: npx tiebreak ${next}`);
  });
}

/** All or nothing for the first file; a later one that is refused leaves the draft with those before it. */
async function createWithData(
  context: VerbContext,
  settings: CampaignSettingsInput,
  files: readonly string[],
): Promise<string> {
  const { campaignId } = await createCampaign(context, settings);
  await addLead(context, { campaignId, userId: (await ensureLead(context)).userId });
  let imported = 0;
  try {
    for (const file of files) {
      await withProgress((onStep) =>
        importFile(context, {
          campaignId,
          fileName: basename(file),
          source: createReadStream(file),
          onProgress: ({ rowsRead }) =>
            onStep(`Importing ${basename(file)}, row ${rowsRead}`, imported / files.length),
        }),
      );
      imported++;
    }
  } catch (error) {
    if (imported === 0) await discardEmptyCampaign(context, campaignId);
    else note(`The draft campaign ${campaignId} is there, with the files before the one that was refused.`);
    throw error;
  }
  return campaignId;
}
