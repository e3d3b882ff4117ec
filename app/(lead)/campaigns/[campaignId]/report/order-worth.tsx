import type { ReactNode } from "react";
import { Section } from "@/app/_ui/card";
import { Disclosure } from "@/app/_ui/disclosure";
import { formatCount } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import type { OrderWorthView, ReportContent, ReportPlots } from "@/server/report/schemas";
import { Counted } from "./judged-table";
import { Figure } from "./ratings/figure";

interface Props {
  report: ReportContent;
  plots: ReportPlots | null;
}

/** Whether the order avoided ties: its first draws beside a random sample, and ties along the whole ranking. */
export function OrderWorth({ report, plots }: Props) {
  const { order, pairs } = report;
  if (!order) return null;
  return (
    <Section
      id="order"
      title="What the order was worth"
      description="The first ranked draws beside the control sample, a random sample of the whole set. Fewer ties among the ranked means judgments were better spent. Intervals are 95 %."
    >
      {order.reason && <p className="mb-2 text-sm text-muted">{order.reason}</p>}
      <Samples caption="Ranked draws against the control sample">
        <Rows title="All pairs" order={order} />
      </Samples>
      {pairs.length > 1 && (
        <Disclosure summary="By model pair" className="mt-2">
          <Samples caption="Ranked draws against the control sample, by model pair">
            {pairs.map((pair) =>
              pair.order ? (
                <Rows
                  key={`${pair.modelA}/${pair.modelB}`}
                  title={`${pair.modelA} against ${pair.modelB}`}
                  order={pair.order}
                />
              ) : null,
            )}
          </Samples>
          <Figure svg={plots?.rankedAgainstControl} />
        </Disclosure>
      )}
      {plots?.tieRateByPercentile && (
        <Disclosure summary="Tie rate along the ranking">
          <Figure svg={plots.tieRateByPercentile} />
          <p className="mt-2 max-w-prose text-sm text-muted">{tieRateCaption(report)}</p>
        </Disclosure>
      )}
    </Section>
  );
}

/** What the picture of tie rates along the ranking shows. */
export function tieRateCaption({ tieRateByPercentile: { permutations } }: ReportContent): string {
  return `Of the judged, from the largest disagreement to the smallest. The band is where 90 % of ${formatCount(permutations)} shuffled rankings fall: a curve inside it is no evidence that the metric finds ties.`;
}

function Samples({ caption, children }: { caption: string; children: ReactNode }) {
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <Th>Sample</Th>
          <Th numeric>Comparisons</Th>
          <Th numeric>Tie rate</Th>
          <Th numeric>Decisive rate</Th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </Table>
  );
}

function Rows({ title, order }: { title: string; order: OrderWorthView }) {
  const samples = [
    { name: "Ranked", sample: order.ranked },
    { name: "Control", sample: order.control },
  ];
  return (
    <>
      <tr>
        <th scope="colgroup" colSpan={4} className="pt-3 pb-1 text-start font-medium">
          {title}
        </th>
      </tr>
      {samples.map(({ name, sample }) => (
        <tr key={name}>
          <Td>{name}</Td>
          <Td numeric>{formatCount(sample.comparisons)}</Td>
          <Td numeric>
            <Counted rate={sample.tieRate} />
          </Td>
          <Td numeric>
            <Counted rate={sample.decisiveRate} />
          </Td>
        </tr>
      ))}
      <tr>
        <Td>Ranked minus control</Td>
        <Td numeric />
        <Td numeric>
          <Counted rate={order.tieRateDifference} reason={order.reason} />
        </Td>
        <Td numeric>
          <Counted rate={order.decisiveRateDifference} reason={order.reason} />
        </Td>
      </tr>
    </>
  );
}
