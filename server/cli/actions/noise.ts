import { detectorIds, findDetector } from "@/server/core/noise/registry";
import { getCampaignRow } from "../../campaign/get-campaign-row";
import { finishJob } from "../../jobs/finish-job";
import { acceptExclusion } from "../../noise/accept-exclusion";
import { getNoise } from "../../noise/get-noise";
import type { DetectorView, NoiseView } from "../../noise/schemas";
import { startInspection } from "../../noise/start-inspection";
import { withdrawExclusion } from "../../noise/withdraw-exclusion";
import type { VerbContext } from "../../verb-context";
import { UsageError } from "../failures";
import { formatTable } from "../format-table";
import { percent } from "../number-words";
import { print, printJson } from "../print";
import { withProgress } from "../progress";
import { withCampaign } from "../with-campaign";

/** Prints what is wrong with a campaign's texts, after a look at them where there was none. */
export async function noise(idOrName: string, { json }: { json?: boolean }): Promise<void> {
  const found = await withCampaign(idOrName, (context, { id }) => look(context, id));
  if (json) return printJson(found);
  print(describe(found));
}

/** Leaves out what a detector finds. */
export async function exclude(idOrName: string, detector: string): Promise<void> {
  checkDetector(detector);
  await withCampaign(idOrName, async (context, { id }) => {
    await look(context, id);
    await acceptExclusion(context, { campaignId: id, detector });
    const { isLaunched, poolSize, excluded } = await getNoise(context, id);
    print(
      isLaunched
        ? `What ${detector} touches is unjudgeable now. Take it back: npx tiebreak restore ${id} ${detector}`
        : `${poolSize - excluded} of ${poolSize} comparisons remain. Next: npx tiebreak rank ${id}`,
    );
  });
}

/** Takes a rule back. */
export async function restore(idOrName: string, detector: string): Promise<void> {
  checkDetector(detector);
  await withCampaign(idOrName, async (context, { id }) => {
    await withdrawExclusion(context, { campaignId: id, detector });
    const { state } = await getCampaignRow(context.database, id);
    const next = state === "draft" ? ` Next: npx tiebreak rank ${id}` : "";
    print(`What ${detector} finds is not left out any more.${next}`);
  });
}

async function look(context: VerbContext, campaignId: string): Promise<NoiseView> {
  const known = await getNoise(context, campaignId);
  if (known.inspectedAt !== null && !known.isStale) return known;
  const queued = await startInspection(context, campaignId);
  await withProgress((onStep) => finishJob(context, campaignId, queued, onStep));
  return getNoise(context, campaignId);
}

function describe({ poolSize, excluded, detectors }: NoiseView): string {
  const found = detectors.filter(({ findings, isExcluded }) => findings > 0 || isExcluded);
  if (found.length === 0) return `Nothing found in ${poolSize} comparisons.`;
  const share = excluded > 0 ? ` (${percent(excluded / poolSize)})` : "";
  const table = formatTable(
    ["detector", "found", "comparisons", "share", "left out", "by model"],
    found.map((detector) => [
      detector.id,
      String(detector.findings),
      String(detector.comparisons),
      percent(detector.comparisons / poolSize),
      detector.isFixed ? "at launch" : detector.isExcluded ? "yes" : "no",
      byModel(detector),
    ]),
  );
  return `${poolSize} comparisons looked at, ${excluded} left out${share}.\n\n${table}`;
}

function byModel({ models }: DetectorView): string {
  return models.map(({ model, findings }) => `${model} ${findings}`).join(", ");
}

function checkDetector(id: string): void {
  if (findDetector(id)) return;
  throw new UsageError(`There is no detector "${id}". There are: ${detectorIds.join(", ")}.`);
}
