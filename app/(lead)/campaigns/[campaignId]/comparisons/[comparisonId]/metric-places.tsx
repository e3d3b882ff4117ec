import { Badge } from "@/app/_ui/badge";
import { Section } from "@/app/_ui/card";
import { formatCount, formatDecimal } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import type { ComparisonExplanation, MetricPlace } from "@/server/comparison/schemas";
import { topWords } from "../why-words";

/** What every scored metric says of the comparison, and where it would stand in an order by that metric. */
export function MetricPlaces({ comparison }: { comparison: ComparisonExplanation }) {
  const { metrics } = comparison;
  return (
    <Section
      title="Under every metric"
      description="Its value, and its place among the comparisons of the same models (and language, where languages are kept apart), from the most disagreement."
    >
      {metrics.length === 0 ? (
        <p className="text-sm text-muted">No metric has scored it yet.</p>
      ) : (
        <Table caption="Value and place under every scored metric, by percentile">
          <thead>
            <tr>
              <Th>Metric</Th>
              <Th numeric>Value</Th>
              <Th numeric>Place</Th>
              <Th className="w-2/5">Percentile</Th>
            </tr>
          </thead>
          <tbody>
            {metrics.map((place) => (
              <MetricRow key={place.metric} place={place} />
            ))}
          </tbody>
        </Table>
      )}
      {metrics.length === 1 && (
        <p className="mt-2 text-sm text-muted">
          Other metrics are shown here once they have scored the comparisons, as when metrics are compared on
          the Order page.
        </p>
      )}
    </Section>
  );
}

function MetricRow({ place }: { place: MetricPlace }) {
  const { metric, title, control, isOrder, value, position, size, percentile } = place;
  return (
    <tr>
      <Td className="min-w-36">
        {title} <span className="font-mono text-xs text-muted">{metric}</span>{" "}
        {isOrder && <Badge tone="accent">orders</Badge>}
        {control && <Badge>control</Badge>}
      </Td>
      <Td numeric>{value === null ? "not scored" : formatDecimal(value, 3)}</Td>
      <Td numeric className="whitespace-nowrap">
        {position === null || size === null ? "–" : `${formatCount(position)} of ${formatCount(size)}`}
      </Td>
      <Td className="min-w-32">
        {percentile !== null && position !== null && size !== null && (
          <>
            <span aria-hidden="true" className="mt-1.5 block h-2 overflow-hidden rounded-full bg-line">
              <span
                className={`block h-full rounded-full ${control ? "bg-line-strong" : "bg-accent"}`}
                style={{ width: `${100 * percentile}%` }}
              />
            </span>
            <span className="text-xs text-muted">{topWords(position, size)}</span>
          </>
        )}
      </Td>
    </tr>
  );
}
