import type { Database } from "@/db/client";
import { type CampaignRow, getCampaignRow } from "../campaign/get-campaign-row";
import { readSliceArms } from "../draw/slice-arms";
import { campaignBasis } from "../ranking/campaign-basis";
import { stratumSeed } from "../ranking/lay-out-strata";
import { orderName } from "../ranking/metric-title";
import { orderWords } from "../ranking/order-words";
import { poolBasis } from "../ranking/score-sets";
import { slicesOf } from "../ranking/slice-counts";
import type { VerbContext } from "../verb-context";
import { type ComparisonTexts, getComparisonTexts } from "./comparison-texts";
import { countJudgments } from "./count-judgments";
import { type DrawPlace, findChance, findDrawPlace } from "./explain-sampling";
import { listComparisonFindings } from "./list-comparison-findings";
import { finite, listMetricPlaces, type MetricPlaces } from "./list-metric-places";
import { listPromptComparisons, summarisePairs, viewOtherPairs } from "./list-prompt-pairs";
import {
  findOrder,
  findStratum,
  groupOf,
  listReplacements,
  placeOfRank,
  type StratumArrays,
} from "./order-in-force";
import type { ComparisonExplanation, ExplainComparisonInput, OrderPlace } from "./schemas";
import { viewTokenScores } from "./view-token-scores";

type RankingRow = NonNullable<Awaited<ReturnType<typeof findOrder>>>;

/** A comparison's place in the order: the stratum that was launched, and the one whose weights are in force. */
interface Place {
  launchRanking: RankingRow;
  ranking: RankingRow;
  launched: StratumArrays;
  force: StratumArrays;
  routingGroup: string;
}

/** Everything that makes a comparison come when it comes: its values, its rank, its draw, and what is known of its texts. */
export async function explainComparison(
  { database }: VerbContext,
  { campaignId, comparisonId }: ExplainComparisonInput,
): Promise<ComparisonExplanation> {
  const campaign = await getCampaignRow(database, campaignId);
  const texts = await getComparisonTexts(database, campaignId, comparisonId);
  const order = await findOrder(database, campaign);
  const place = order && (await findPlace(database, campaign, order, texts, comparisonId));
  const promptPairs = await listPromptComparisons(database, campaignId, texts.promptId);
  const metrics = await placeUnderMetrics(database, campaign, {
    texts,
    order,
    place,
    comparisonId,
    others: new Set(promptPairs.map(({ id }) => id)),
  });
  const spoken = disagreementMetric(order, metrics);
  const values = (spoken && metrics.values.get(spoken.metric)) ?? new Map<number, number>();
  const others = promptPairs.filter(({ id }) => id !== comparisonId);
  return {
    comparisonId,
    campaignState: campaign.state,
    ...viewTexts(texts),
    order: place ? viewOrder(place, comparisonId) : null,
    isRanked: order !== undefined,
    metrics: metrics.places,
    ...(await viewDraw(database, campaign, place, comparisonId)),
    judgments: await countJudgments(database, comparisonId),
    findings: await listComparisonFindings(database, campaignId, comparisonId, texts),
    ...(await viewTokenScores(database, campaignId, texts)),
    disagreement: spoken ? { ...spoken, ...summarisePairs(values) } : null,
    otherPairs: await viewOtherPairs(database, campaignId, others, values),
  };
}

async function findPlace(
  database: Database,
  campaign: CampaignRow,
  order: RankingRow,
  { pairId, language }: ComparisonTexts,
  comparisonId: number,
): Promise<Place | undefined> {
  const routingGroup = groupOf(order, language);
  const launched = await findStratum(database, { rankingId: order.id, pairId, routingGroup });
  if (!launched?.comparisonIds.includes(comparisonId)) return undefined;
  const own = { launchRanking: order, ranking: order, launched, force: launched, routingGroup };
  if (!campaign.rankingId) return own;
  for (const ranking of await listReplacements(database, campaign.id)) {
    const force = await findStratum(database, { rankingId: ranking.id, pairId, routingGroup });
    if (force?.comparisonIds.includes(comparisonId)) return { ...own, ranking, force };
  }
  return own;
}

async function placeUnderMetrics(
  database: Database,
  campaign: CampaignRow,
  input: {
    texts: ComparisonTexts;
    order: RankingRow | undefined;
    place: Place | undefined;
    comparisonId: number;
    others: ReadonlySet<number>;
  },
): Promise<MetricPlaces> {
  const { texts, order, place, comparisonId, others } = input;
  const basis = order ? poolBasis(order) : (await campaignBasis(database, campaign)).basis;
  const ranking = place?.ranking ?? order;
  const orderedByMetrics = ranking
    ? [ranking.metric, ...(ranking.members ?? []).map(({ metric }) => metric)]
    : [];
  return listMetricPlaces(database, {
    campaignId: campaign.id,
    basis,
    comparisonId,
    stratum: place?.launched.comparisonIds ?? new Int32Array(),
    stratumSeed: stratumSeed(order?.seed ?? campaign.seed, texts, place?.routingGroup ?? ""),
    orderedBy: orderedByMetrics,
    others,
  });
}

/** The metric that a prompt's disagreement is told by: the order's, or the first of those that it combines. */
function disagreementMetric(order: RankingRow | undefined, { places }: MetricPlaces) {
  const wanted = [order?.metric, ...(order?.members ?? []).map(({ metric }) => metric)];
  const found =
    wanted.map((metric) => places.find((place) => place.metric === metric)).find((place) => place) ??
    places.find(({ control }) => !control);
  return found && { metric: found.metric, title: found.title };
}

function viewTexts(texts: ComparisonTexts) {
  const { promptExternalId, prompt, system, turns, language, category, metadata } = texts;
  const { modelA, modelB, completionA, completionB } = texts;
  const tags = slicesOf({ language: null, category: null, metadata }).map(({ tag = "", value }) => ({
    tag,
    value,
  }));
  return {
    promptExternalId,
    prompt,
    system,
    turns,
    language,
    category,
    tags,
    modelA,
    modelB,
    completionA,
    completionB,
  };
}

function viewOrder({ ranking, launchRanking, force, routingGroup }: Place, comparisonId: number): OrderPlace {
  const item = force.comparisonIds.indexOf(comparisonId);
  const size = force.comparisonIds.length;
  const rank = force.ranks[item] as number;
  const words = orderWords({ ...ranking, pairChoice: { kind: "all" }, sliceMinimums: [] });
  const { metric, members, spread, mode } = ranking;
  const title = ranking.predictorId ? "the learned predictor" : orderName(ranking);
  return {
    rankingId: ranking.id,
    title: [title, ...words.map(({ value }) => value)].join(", "),
    metric,
    members,
    spread,
    mode,
    isReplacement: ranking.id !== launchRanking.id,
    routingGroup,
    utility: finite(force.utilities[item]),
    position: placeOfRank(rank, size),
    size,
    rank,
    weight: force.weights[item] as number,
  };
}

async function viewDraw(
  database: Database,
  campaign: CampaignRow,
  place: Place | undefined,
  comparisonId: number,
): Promise<Pick<ComparisonExplanation, "sampling" | "chance" | "previousId" | "nextId">> {
  if (!place) return { sampling: null, chance: null, previousId: null, nextId: null };
  const { launched } = place;
  const drawn = campaign.rankingId
    ? await findDrawPlace(database, campaign, launched.stratumId, comparisonId)
    : undefined;
  const chance = await chanceOf(database, place, drawn, comparisonId);
  const isNext = drawn?.sampling.drawNumber === (drawn?.sampling.opened ?? 0) + 1;
  const neighbours = drawn ?? neighboursByRank(launched, comparisonId);
  return {
    sampling: drawn ? { ...drawn.sampling, judgmentsWanted: campaign.judgmentsPerComparison } : null,
    chance: chance ?? (isNext ? (drawn?.sampling.q ?? null) : null),
    previousId: neighbours.previousId,
    nextId: neighbours.nextId,
  };
}

/** Which comparisons are in a slice is looked up one by one: for larger strata nobody waits for that. */
const mostSliced = 20_000;

async function chanceOf(
  database: Database,
  { launched, force, ranking: { mode, controlShare, sliceMinimums } }: Place,
  place: DrawPlace | undefined,
  comparisonId: number,
): Promise<number | null> {
  const isSliced = sliceMinimums.length > 0;
  if (mode === "explore" || (isSliced && launched.comparisonIds.length > mostSliced)) return null;
  const arms = await readSliceArms(database, sliceMinimums)(launched.comparisonIds);
  return findChance(database, { comparisonId, launched, force, controlShare, arms, place });
}

/** Before anything is drawn: what ranks just above and just below. */
function neighboursByRank({ ranks, comparisonIds }: StratumArrays, comparisonId: number) {
  const size = comparisonIds.length;
  const own = placeOfRank(ranks[comparisonIds.indexOf(comparisonId)] as number, size);
  const at = (place: number): number | null => {
    const rank = (size - place + 0.5) / size;
    const item =
      place < 1 || place > size ? -1 : ranks.findIndex((other) => Math.abs(other - rank) < 0.25 / size);
    return item < 0 ? null : (comparisonIds[item] as number);
  };
  return { previousId: at(own - 1), nextId: at(own + 1) };
}
