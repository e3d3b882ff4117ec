import type { Overlap } from "@/db/schema/noise";
import type { Detector } from "@/server/core/noise/detector";
import { detectors } from "@/server/core/noise/registry";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { findNewestJob } from "../jobs/job-row";
import { campaignBasis } from "../ranking/campaign-basis";
import type { VerbContext } from "../verb-context";
import { findNewestInspection, inspectionBasis } from "./find-inspection";
import { listLaunchExclusions } from "./list-launch-exclusions";
import type { DetectorView, NoiseView } from "./schemas";
import { listActiveExclusions } from "./touched-comparisons";

/** What the newest inspection found, what is left out, and what leaving out more or less would do. */
export async function getNoise({ database }: VerbContext, campaignId: string): Promise<NoiseView> {
  const campaign = await getCampaignRow(database, campaignId);
  const newest = await findNewestInspection(database, campaignId);
  const isStale = newest?.basis !== inspectionBasis(await campaignBasis(database, campaign));
  const rules = new Set((await listActiveExclusions(database, campaignId)).map(({ detector }) => detector));
  const atLaunch = await listLaunchExclusions(database, campaign.rankingId);
  const fixed = new Set(atLaunch.map(({ detector }) => detector));
  const overlaps = newest?.overlaps ?? [];
  const excluded = countTouched(overlaps, rules);
  const remaining = overlaps.filter((overlap) => !overlap.detectors.some((id) => fixed.has(id)));
  return {
    inspectedAt: newest?.createdAt ?? null,
    isStale: newest !== undefined && isStale,
    isLaunched: campaign.rankingId !== null,
    poolSize: newest?.poolSize ?? 0,
    excluded,
    detectors: detectors.map((detector) => {
      const counts = newest?.counts.find((own) => own.detector === detector.id);
      const isExcluded = rules.has(detector.id);
      const without = new Set([...rules].filter((id) => id !== detector.id));
      const alone =
        countTouched(overlaps, new Set([...rules, detector.id])) - countTouched(overlaps, without);
      const isFixed = fixed.has(detector.id);
      const inPool = countTouched(remaining, new Set([detector.id]));
      return { ...viewDetector(detector, counts), isExcluded, isFixed, inPool, alone };
    }),
    job: await findNewestJob(database, campaignId, "inspect"),
  };
}

function viewDetector(
  { id, title, summary, effect, looksAt, advised }: Detector,
  counts: Pick<DetectorView, "findings" | "comparisons" | "models" | "languages"> | undefined,
) {
  const { findings = 0, comparisons = 0, models = [], languages = [] } = counts ?? {};
  return { id, title, summary, effect, looksAt, advised, findings, comparisons, models, languages };
}

/** How many comparisons at least one of the detectors touches. */
function countTouched(overlaps: readonly Overlap[], detectorIds: ReadonlySet<string>): number {
  return overlaps
    .filter((overlap) => overlap.detectors.some((id) => detectorIds.has(id)))
    .reduce((sum, { comparisons }) => sum + comparisons, 0);
}
