import { Disclosure } from "@/app/_ui/disclosure";
import { languageName } from "@/app/_ui/language-name";
import { countOf, formatCount, formatDecimal, formatShare } from "@/app/_ui/number-words";
import { StatTile } from "@/app/_ui/stat-tile";
import { Table, Td, Th } from "@/app/_ui/table";
import type { Accuracy, PredictorFeature, PredictorView } from "@/server/predictor/schemas";

const strongest = 5;

/** How good a predictor is on prompts that it has not seen, and what it goes by. */
/** Whether the learned order is shown to be better than chance, on prompts that it has not seen. */
export function isBetterThanChance({ learned: { interval } }: Pick<PredictorView, "learned">): boolean {
  return interval !== null && interval[0] > 0.5;
}

export function PredictorResult({ predictor }: { predictor: PredictorView }) {
  const { learned, single, gain, bestMetric, titles, sentences, judgments, comparisons, prompts } = predictor;
  const [, , verdict] = sentences;
  return (
    <div className="space-y-3">
      <dl className="grid gap-3 sm:grid-cols-3">
        <StatTile
          label="Decisive ranked above tied"
          value={formatShare(learned.auc)}
          hint={`of cases; ${within(learned)}; 50 % is chance`}
        />
        <StatTile
          label="Best single metric"
          value={formatShare(single.auc)}
          hint={`mostly “${titles[bestMetric] ?? bestMetric}”; ${within(single)}`}
        />
        <StatTile
          label="What learning adds"
          value={`${formatDecimal(100 * gain.auc, 1)} points`}
          hint={`95 % interval ${points(gain)}`}
        />
      </dl>
      <p className="max-w-prose text-sm font-medium">{verdict}</p>
      <p className="max-w-prose text-sm text-muted">
        From {countOf(judgments, "judgment")} of {countOf(comparisons, "comparison")} and{" "}
        {countOf(prompts, "prompt")}. Each was predicted by a model that had not seen its prompt. What was
        judged is never scored by it again.
      </p>
      <Disclosure summary="What it goes by, and how its predictions came true">
        <div className="grid gap-6 xl:grid-cols-2">
          <Strongest predictor={predictor} />
          <Calibration predictor={predictor} />
        </div>
      </Disclosure>
    </div>
  );
}

function Strongest({ predictor: { features, metrics, titles, penalty } }: { predictor: PredictorView }) {
  const shown = features.slice(0, strongest);
  return (
    <div className="min-w-0">
      <Table caption="What the model goes by, the strongest first" showCaption>
        <thead>
          <tr>
            <Th>Feature</Th>
            <Th numeric>Weight</Th>
            <Th numeric>Alone</Th>
          </tr>
        </thead>
        <tbody>
          {shown.map((feature) => (
            <tr key={featureKey(feature)}>
              <Td className="min-w-32">
                {featureName(feature, titles)}
                {"metric" in feature && (
                  <span className="block font-mono text-xs text-muted">{feature.metric}</span>
                )}
              </Td>
              <Td numeric>{signed(feature.coefficient)}</Td>
              <Td numeric>{formatShare(aloneOf(feature, metrics))}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="mt-2 text-sm text-muted">
        Weight: log-odds of a decision per standard deviation of rank, or for having the value; below zero it
        speaks for a tie. Metrics that say the same share a weight. Alone: the feature's own share of decisive
        above tied. {formatCount(features.length)} features in all, ridge penalty {penalty}.
      </p>
    </div>
  );
}

function Calibration({ predictor: { calibration, decisiveShare } }: { predictor: PredictorView }) {
  return (
    <div className="min-w-0">
      <Table caption="Share that is decisive, in fifths by prediction" showCaption>
        <thead>
          <tr>
            <Th>Comparisons</Th>
            <Th numeric>Predicted</Th>
            <Th numeric>Judged</Th>
          </tr>
        </thead>
        <tbody>
          {calibration.map(({ cases, predicted, observed }) => (
            <tr key={predicted}>
              <Td>{formatCount(cases)}</Td>
              <Td numeric>{formatShare(predicted)}</Td>
              <Td numeric>{formatShare(observed)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="mt-2 text-sm text-muted">
        The nearer the two, the more the minimum-variance preset can be trusted. Over all,{" "}
        {formatShare(decisiveShare)} of the judgments were decisive.
      </p>
    </div>
  );
}

function featureKey(feature: PredictorFeature): string {
  return `${feature.kind} ${"metric" in feature ? feature.metric : feature.value}`;
}

function featureName(feature: PredictorFeature, titles: PredictorView["titles"]): string {
  if (!("metric" in feature))
    return `${feature.kind} ${feature.kind === "language" ? languageName(feature.value) : feature.value}`;
  const title = titles[feature.metric] ?? feature.metric;
  return feature.kind === "missing" ? `not scored by “${title}”` : title;
}

function aloneOf(feature: PredictorFeature, metrics: PredictorView["metrics"]): number | null {
  if (feature.kind !== "metric") return null;
  return metrics.find(({ metric }) => metric === feature.metric)?.auc ?? null;
}

function signed(value: number): string {
  return `${value > 0 ? "+" : ""}${formatDecimal(value, 2)}`;
}

function within({ interval }: Accuracy): string {
  if (!interval) return "no interval";
  return `95 % interval ${interval.map((bound) => Math.round(100 * bound)).join("–")}`;
}

function points({ interval }: Accuracy): string {
  return interval ? interval.map((bound) => formatDecimal(100 * bound, 1)).join(" to ") : "unknown";
}
