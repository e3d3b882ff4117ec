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
          <Th numeric>Comparisons left then</Th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ rankingId, createdAt, orderedBy, predictorId, preset, fromDraw, comparisons }) => (
          <tr key={rankingId}>
            <Td>
              <TimeAgo at={createdAt} />
            </Td>
            <Td>{predictorId === null ? orderedBy : "learned predictor"}</Td>
            <Td>{presetTitles[preset]}</Td>
            <Td numeric>{drawWords(fromDraw)}</Td>
            <Td numeric>{formatCount(comparisons)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Strata were differently far when the weights changed. */
function drawWords({ earliest, latest }: OrderChange["fromDraw"]): string {
  return earliest === latest ? formatCount(earliest) : `${formatCount(earliest)}–${formatCount(latest)}`;
}
