import { Section } from "@/app/_ui/card";
import { formatCount } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import type { OrderWorthView, ReportContent } from "@/server/report/schemas";
import { Counted } from "./judged-table";

/** Whether the order avoided ties: its first draws beside a random sample. */
export function OrderWorth({ report: { order, pairs } }: { report: ReportContent }) {
  if (!order) return null;
  return (
    <Section
      title="What the order was worth"
      description="The first ranked draws beside the control sample, a random sample of the same size. Fewer ties among the ranked means judgments were better spent. Intervals are 95 %."
    >
      {order.reason && <p className="mb-2 text-sm text-muted">{order.reason}</p>}
      <Table caption="Ranked draws against the control sample">
        <thead>
          <tr>
            <Th>Sample</Th>
            <Th numeric>Comparisons</Th>
            <Th numeric>Tie rate</Th>
            <Th numeric>Decisive rate</Th>
          </tr>
        </thead>
        <tbody>
          <Rows title="All pairs" order={order} />
          {pairs.length > 1 &&
            pairs.map((pair) =>
              pair.order ? (
                <Rows
                  key={`${pair.modelA}/${pair.modelB}`}
                  title={`${pair.modelA} against ${pair.modelB}`}
                  order={pair.order}
                />
              ) : null,
            )}
        </tbody>
      </Table>
    </Section>
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
        <th scope="rowgroup" colSpan={4} className="pt-3 pb-1 text-start font-medium">
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
