import { formatCount } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import type { ExtraView, LabelCounts } from "@/server/report/people/view";

/** What extra judgments made of the labels where the first ones disagreed; they are in no estimate. */
export function ExtraLabels({ extra: { pairs, upTo } }: { extra: ExtraView }) {
  return (
    <>
      <Table caption="Labels of the comparisons that had extra judgments, before and after them">
        <thead>
          <tr>
            <Th>Pair</Th>
            <Th numeric>Comparisons</Th>
            <Th>Labels</Th>
            <Th numeric>First wins</Th>
            <Th numeric>Second wins</Th>
            <Th numeric>Tie</Th>
            <Th numeric title="No outcome was given more often than every other">
              None
            </Th>
            <Th numeric>Changed</Th>
          </tr>
        </thead>
        <tbody>
          {pairs.map(({ modelA, modelB, comparisons, before, after, changed }) => [
            <tr key={`${modelA}/${modelB}/before`}>
              <Td rowSpan={2} className="min-w-36">
                {modelA} against {modelB}
              </Td>
              <Td rowSpan={2} numeric>
                {formatCount(comparisons)}
              </Td>
              <Cells title="before" labels={before} />
              <Td rowSpan={2} numeric>
                {formatCount(changed)}
              </Td>
            </tr>,
            <tr key={`${modelA}/${modelB}/after`}>
              <Cells title="after" labels={after} />
            </tr>,
          ])}
        </tbody>
      </Table>
      <p className="mt-2 max-w-prose text-sm text-muted">
        {upTo !== null && `Asked for up to ${upTo} judgments in all, until one outcome leads by two. `}
        They decide labels and are in no estimate: asking again only where people differ would shift every
        rate towards the majority.
      </p>
    </>
  );
}

function Cells({ title, labels }: { title: string; labels: LabelCounts }) {
  return (
    <>
      <Td className="ps-2.5!">{title}</Td>
      <Td numeric>{formatCount(labels.model_a)}</Td>
      <Td numeric>{formatCount(labels.model_b)}</Td>
      <Td numeric>{formatCount(labels.tie)}</Td>
      {/* The last of the second row, not of the table. */}
      <Td numeric className="pe-2.5!">
        {formatCount(labels.none)}
      </Td>
    </>
  );
}
