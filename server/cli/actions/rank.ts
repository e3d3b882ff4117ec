import { UpdateCampaignInput } from "../../campaign/schemas";
import { updateCampaign } from "../../campaign/update-campaign";
import { found } from "../../errors";
import { finishJob, type OnStep } from "../../jobs/finish-job";
import { getRanking } from "../../ranking/get-ranking";
import type { RankingView } from "../../ranking/schemas";
import { startRanking } from "../../ranking/start-ranking";
import type { VerbContext } from "../../verb-context";
import { checkOrder } from "../check-metric";
import type { RankOptions } from "../commands/rank";
import { formatTable } from "../format-table";
import { percent } from "../number-words";
import { print, printJson } from "../print";
import { withProgress } from "../progress";
import { rankingSettings } from "../setting-options";
import { withCampaign } from "../with-campaign";

/** Ranks a draft campaign in this process and prints what the order will do. */
export async function rank(idOrName: string, { json, ...options }: RankOptions): Promise<void> {
  checkOrder(options);
  await withCampaign(idOrName, async (context, { id }) => {
    const input = { campaignId: id, settings: rankingSettings(options) };
    await updateCampaign(context, UpdateCampaignInput.parse(input));
    const ranking = await withProgress((onStep) => rankAnew(context, id, onStep));
    if (json) return printJson(ranking);
    print(`${describe(ranking)}\n\nNext: npx tiebreak campaign launch ${id}`);
  });
}

/** An earlier job that was cut off is finished first; if it had other settings, these are ranked after it. */
async function rankAnew(context: VerbContext, campaignId: string, onStep: OnStep): Promise<RankingView> {
  for (let isLast = false; ; isLast = true) {
    const job = await finishJob(context, campaignId, await startRanking(context, campaignId), onStep);
    const rankingId = job.resultId ?? undefined;
    const ranking = found(
      (await getRanking(context, { campaignId, rankingId })) ?? undefined,
      "ranking",
      job.id,
    );
    if (!ranking.stale || isLast) return ranking;
  }
}

function describe(ranking: RankingView): string {
  const { orderedBy, metricVersion, mode, preset, poolSize, unscored, seed } = ranking;
  const missing = unscored > 0 ? `; ${unscored} could not be scored and come last` : "";
  const heading = `Ranked ${poolSize} comparisons by ${orderedBy} (version ${metricVersion}), ${mode}, ${preset}, seed ${seed}${missing}.`;
  const rows = ranking.strata.map((stratum) => [
    `${stratum.modelA} – ${stratum.modelB}`,
    stratum.routingGroup,
    String(stratum.size),
    String(stratum.planned),
    percent(stratum.topFifthInFirstFifth),
    percent(stratum.effectiveSampleRatio),
  ]);
  const table = formatTable(
    ["pair", "group", "pool", "planned", "top fifth served first", "effective sample"],
    rows,
  );
  return `${heading}\n\n${table}`;
}
