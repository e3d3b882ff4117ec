import { explainComparison } from "../../comparison/explain-comparison";
import { findComparisons } from "../../comparison/find-comparisons";
import type { ComparisonExplanation } from "../../comparison/schemas";
import type { ExplainOptions } from "../commands/explain";
import { CommandError } from "../failures";
import { formatTable } from "../format-table";
import { chance, decimal, percent } from "../number-words";
import { print, printJson } from "../print";
import { withCampaign } from "../with-campaign";

/** Prints why a comparison is where it is; for a prompt of several pairs, what the pairs are. */
export async function explain(idOrName: string, subject: string, options: ExplainOptions): Promise<void> {
  const explained = await withCampaign(idOrName, async (context, { id, name }) => {
    const ids = await findComparisons(context.database, id, subject, options.prompt ?? false);
    const first = ids[0];
    if (first === undefined) {
      throw new CommandError(
        `There is no comparison or prompt "${subject}" in "${name}". See what comes next: npx tiebreak next "${name}"`,
      );
    }
    const explanation = await explainComparison(context, { campaignId: id, comparisonId: first });
    return { explanation, ids, campaignId: id };
  });
  const { explanation, ids, campaignId } = explained;
  const isWholePrompt = ids.length > 1;
  if (options.json) return printJson(isWholePrompt ? promptOf(explanation) : explanation);
  print(isWholePrompt ? describePrompt(explanation, campaignId) : describe(explanation));
}

/** A prompt's pairs, the one that differs most first. */
function promptOf(explanation: ComparisonExplanation) {
  const { promptExternalId, prompt, language, category, disagreement, otherPairs } = explanation;
  const { comparisonId, modelA, modelB, metrics, sampling } = explanation;
  const value = metrics.find(({ metric }) => metric === disagreement?.metric)?.value ?? null;
  const own = { comparisonId, modelA, modelB, value, state: sampling?.state ?? "ranked" };
  const pairs = [own, ...otherPairs].sort(
    (one, other) => (other.value ?? -Infinity) - (one.value ?? -Infinity),
  );
  return { promptExternalId, prompt, language, category, disagreement, pairs };
}

function describePrompt(explanation: ComparisonExplanation, campaignId: string): string {
  const { promptExternalId, disagreement, pairs } = promptOf(explanation);
  const { title, mean, maximum, variance } = disagreement ?? { title: "–" };
  const heading = `${promptExternalId}: ${pairs.length} pairs under ${title}, mean ${decimal(mean)}, maximum ${decimal(maximum)}, variance ${decimal(variance)}.`;
  const rows = pairs.map(({ comparisonId, modelA, modelB, value }) => [
    String(comparisonId),
    `${modelA} – ${modelB}`,
    decimal(value),
  ]);
  const next = `Next: npx tiebreak explain ${campaignId} ${pairs[0]?.comparisonId}`;
  return [heading, formatTable(["comparison", "pair", "value"], rows), next].join("\n\n");
}

function describe(explanation: ComparisonExplanation): string {
  const { comparisonId, promptExternalId, modelA, modelB, metrics, findings } = explanation;
  const parts = [
    `Comparison ${comparisonId}: ${promptExternalId}, ${modelA} – ${modelB}.\n${placeWords(explanation)}`,
  ];
  const rows = metrics.map(({ metric, title, isOrder, value, position, size, percentile }) => [
    isOrder ? `${title} *` : title,
    metric,
    decimal(value),
    position === null ? "–" : `${position} of ${size}`,
    percent(percentile),
  ]);
  if (rows.length > 0)
    parts.push(
      `${formatTable(["metric", "id", "value", "place", "percentile"], rows)}\n\n* orders the campaign`,
    );
  if (findings.length > 0)
    parts.push(findings.map(({ title, about, detail }) => `${title} (${about}): ${detail}`).join("\n"));
  return parts.join("\n\n");
}

function placeWords({ order, isRanked, sampling, chance: toBeNext }: ComparisonExplanation): string {
  if (!isRanked) return "Nothing is ranked yet.";
  if (!order) return "It is not in the pool of the order.";
  const ranked = `Ranked ${order.position} of ${order.size} by ${order.title}.`;
  const isNext = toBeNext === null ? "" : ` Chance to be its stratum's next draw: ${chance(toBeNext)}.`;
  if (!sampling) return `${ranked}${isNext}`;
  const { state, drawNumber, planned, arm, q } = sampling;
  if (drawNumber === null) return `${ranked} Not among the ${planned} planned draws.${isNext}`;
  return `${ranked} Draw ${drawNumber} of ${planned} planned, by ${arm} with probability ${chance(q)}: ${state}.${isNext}`;
}
