import { formatCount } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import { TimeAgo } from "@/app/_ui/time-ago";
import type { OrderChange } from "@/server/ranking/list-order-changes";
import { presetTitles } from "./preset-titles";

/** The changes of weights after launch; nothing while there are none. */
export function OrderChanges({ changes }: { changes: OrderChange[] }) {
  if (changes.length === 0) return null;
  return (
    <Table caption="Changes of the order after launch" showCaption>
      <thead>
        <tr>
          <Th>When</Th>
          <Th>Ordered by</Th>
          <Th>Preset</Th>
          <Th numeric>From draw</Th>
          <Th numeric title="Comparisons that were not drawn then">
            Undrawn then
          </Th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ rankingId, createdAt, orderedBy, predictorId, preset, fromDraw, comparisons }) => (
          <tr key={rankingId}>
            <Td>
              <TimeAgo at={createdAt} />
            </Td>
            <Td className="min-w-32">
              <span className="inline-block first-letter:uppercase">
                {predictorId === null ? orderedBy : "learned predictor"}
              </span>
            </Td>
            <Td>{presetTitles[preset]}</Td>
            <Td numeric>{fromDrawWords(fromDraw)}</Td>
            <Td numeric>{formatCount(comparisons)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Which draw began a change; a span where strata were differently far. @example "121", "38–44" */
export function fromDrawWords({ earliest, latest }: OrderChange["fromDraw"]): string {
  return earliest === latest ? formatCount(earliest) : `${formatCount(earliest)}–${formatCount(latest)}`;
}
