import { Section } from "@/app/_ui/card";
import { formatCount } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import type { ReportContent } from "@/server/report/schemas";
import { RateCell } from "./rate-cell";
import { sharedNote } from "./shared-note";

/** The second target: what other prompts and other people from the same sources would say. */
export function Targets({ report: { wider } }: { report: ReportContent }) {
  if (!wider || wider.length === 0) return null;
  const shared = sharedNote(wider);
  // Without any interval the rows would only repeat the points of the estimates above.
  const hasTable = shared === null || wider.some(({ interval }) => interval !== null);
  return (
    <Section
      title="Prompts and annotators like these"
      description="The estimates above speak of this prompt set. For other prompts and other people from the same sources the point is the same, but prompts and annotators count as samples themselves, so the interval is wider."
    >
      {hasTable && (
        <Table caption="Win rates for prompts and annotators like these, by model pair">
          <thead>
            <tr>
              <Th>Pair</Th>
              <Th numeric>Win rate</Th>
              <Th numeric>Prompts</Th>
              <Th numeric>Annotators</Th>
              {shared === null && <Th>Note</Th>}
            </tr>
          </thead>
          <tbody>
            {wider.map((row) => (
              <tr key={`${row.modelA}/${row.modelB}`}>
                <Td className="min-w-36">
                  {row.modelA} against {row.modelB}
                </Td>
                <RateCell value={row.winRate} interval={row.interval} />
                <Td numeric>{formatCount(row.prompts)}</Td>
                <Td numeric>{formatCount(row.annotators)}</Td>
                {shared === null && <Td className="min-w-44 text-muted">{row.note}</Td>}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {shared && (
        <p className={hasTable ? "mt-2.5 max-w-prose text-sm text-muted" : "max-w-prose text-sm"}>{shared}</p>
      )}
    </Section>
  );
}
