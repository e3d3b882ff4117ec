import { Badge } from "@/app/_ui/badge";
import { formatCount, formatDecimal } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import { useFirstRows } from "@/app/_ui/use-first-rows";
import type { AnnotatorRow, PeopleRate } from "@/server/report/people/view";
import { IntervalBar } from "../interval-bar";
import { formatBounds, formatRate } from "../rate-words";

interface Props {
  annotators: readonly AnnotatorRow[];
  /** By the id that the report and the exports give people. */
  names: ReadonlyMap<string, string>;
  outcomes: "four" | "three";
}

/** One row per person, those who judged most first. */
export function AnnotatorTable({ annotators, names, outcomes }: Props) {
  const { shown, button } = useFirstRows(annotators, "annotators");
  const hasExtra = annotators.some(({ extra }) => extra > 0);
  const hasGold = annotators.some(({ gold }) => gold.of > 0);
  const hasRepeats = annotators.some(({ repeats }) => repeats.repeats > 0);
  const hasReliability = annotators.some(({ reliability }) => reliability !== null);
  return (
    <>
      <Table caption="Each annotator beside the others">
        <thead>
          <tr>
            <Th>Annotator</Th>
            <Th numeric>Judgments</Th>
            {hasExtra && <Th numeric>Extra</Th>}
            <Th numeric title="Mean share of the others who said the same">
              Agrees with others
            </Th>
            {hasReliability && (
              <Th numeric title="How often they give the outcome that all judgments make the likely one">
                Reliability
              </Th>
            )}
            <Th numeric title="Of the judgments that preferred a side of the screen">
              Left side
            </Th>
            <Th numeric>Ties</Th>
            <Th numeric title="Median active time of a judgment">
              Pace
            </Th>
            <Th numeric>Skipped</Th>
            <Th
              numeric
              title="How far their mix of outcomes is from the others’: 0 % the same, 100 % nothing in common"
            >
              Other mix
            </Th>
            {hasGold && (
              <Th numeric title="Right answers to comparisons with a known outcome">
                Known right
              </Th>
            )}
            {hasRepeats && (
              <Th numeric title="The same answer to their own comparisons, shown again with sides swapped">
                Same again
              </Th>
            )}
            <Th>Unlike the others</Th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={`${row.isImported}/${row.label}`}>
              <Td className="min-w-32 wrap-anywhere">
                <span title={row.label} dir="auto">
                  {row.isImported ? row.label : (names.get(row.label) ?? row.label)}
                </span>{" "}
                {row.isImported && <Badge>Imported</Badge>}
              </Td>
              <Td numeric>{formatCount(row.judgments)}</Td>
              {hasExtra && <Td numeric>{formatCount(row.extra)}</Td>}
              <Rate rate={row.agreement} />
              {hasReliability && <Td numeric>{formatRate(row.reliability)}</Td>}
              <SideRate row={row} />
              <Td numeric>{tiesOf(row, outcomes)}</Td>
              <Td numeric className="whitespace-nowrap">
                {row.medianActiveMs === null ? "–" : `${formatDecimal(row.medianActiveMs / 1000, 1)} s`}
              </Td>
              <Td numeric title={row.skipRate.reason ?? `${formatCount(row.skips)} of ${row.skipRate.of}`}>
                {formatRate(row.skipRate.value)}
              </Td>
              <Td
                numeric
                className="whitespace-nowrap"
                title={row.distribution.reason ?? "p: how often chance alone brings as much"}
              >
                {formatRate(row.distribution.distance)}
                {row.distribution.p !== null && (
                  <span className="block text-muted">p {formatP(row.distribution.p)}</span>
                )}
              </Td>
              {hasGold && <Rate rate={row.gold} />}
              {hasRepeats && <Rate rate={row.repeats.same} />}
              <Td className="min-w-44">
                <span className={row.unusual.isUnusual ? "font-medium" : "text-muted"}>
                  {row.unusual.sentence}
                </span>
                {row.unusual.p !== null && (
                  <span className="block text-muted">p {formatP(row.unusual.p)}</span>
                )}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {button}
      <p className="mt-2 max-w-prose text-sm text-muted">
        People judged different comparisons, so these figures differ for good reasons too. Sides are drawn at
        random: one half is expected of each, and one interval in twenty misses it by chance.
        {!hasGold &&
          !hasRepeats &&
          " No comparison with a known outcome was asked and none came twice to one person, so there is nothing to tell of either."}
      </p>
    </>
  );
}

function SideRate({ row: { sides, label } }: { row: AnnotatorRow }) {
  const { value, lower, upper, of, reason } = sides.leftRate;
  const interval = lower !== null && upper !== null ? { lower, upper } : null;
  const words = interval ? `${formatBounds(interval)}, of ${formatCount(of)}` : `of ${formatCount(of)}`;
  return (
    <Td numeric className="whitespace-nowrap" title={reason ?? words}>
      {formatRate(value)}
      <div className="flex justify-end">
        <IntervalBar label={`Left side, ${label}`} value={value} interval={interval} />
      </div>
    </Td>
  );
}

function Rate({ rate: { value, lower, upper, of, reason } }: { rate: PeopleRate }) {
  return (
    <Td numeric className="whitespace-nowrap" title={reason ?? `of ${formatCount(of)}`}>
      {formatRate(value)}
      {lower !== null && upper !== null && (
        <span className="block text-muted">{formatBounds({ lower, upper })}</span>
      )}
    </Td>
  );
}

function tiesOf({ judgments, outcomes: counts }: AnnotatorRow, outcomes: Props["outcomes"]): string {
  const ties = outcomes === "three" ? counts.tie : counts.both_good + counts.both_bad;
  return formatRate(judgments > 0 ? ties / judgments : null);
}

function formatP(p: number): string {
  return p < 0.001 ? "< 0.001" : formatDecimal(p, 3);
}
