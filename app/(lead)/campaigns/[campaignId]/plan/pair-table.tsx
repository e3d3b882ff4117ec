import { Section } from "@/app/_ui/card";
import { formatCount, formatShare } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import { useFirstRows } from "@/app/_ui/use-first-rows";
import type { PairPlan, PlanView } from "@/server/plan/schemas";
import { winRate } from "./plan-words";

/** What is known of each pair from the judgments, and how it stands; nothing where nothing is. */
export function PairTable({ plan }: { plan: PlanView }) {
  const { shown, button } = useFirstRows(plan.pairs, "pairs");
  const isLive = plan.pairs.some(({ standing }) => standing !== null);
  const isKnown = plan.pairs.some(({ margin }) => margin !== null);
  if (!isLive && !isKnown) return null;
  return (
    <Section
      title="By pair"
      description={
        isLive
          ? "What is still needed is a guess for the next days: as many until the interval that may be looked at all the time decides, if the win rate is what it seems."
          : "As the imported judgments have it. A win rate seen in few judgments seems larger than it is; plan for the smallest that matters to you."
      }
    >
      <Table caption="What is known of each pair">
        <thead>
          <tr>
            <Th>Pair</Th>
            <Th numeric>Judged</Th>
            {isKnown && (
              <>
                <Th numeric>Ties</Th>
                <Th numeric>Win rate of the first</Th>
                <Th numeric>To show it</Th>
              </>
            )}
            {isLive && <Th>Still needed</Th>}
          </tr>
        </thead>
        <tbody>
          {shown.map((pair) => (
            <PairRow key={`${pair.modelA}/${pair.modelB}`} pair={pair} isKnown={isKnown} isLive={isLive} />
          ))}
        </tbody>
      </Table>
      {button}
    </Section>
  );
}

function PairRow({ pair, isKnown, isLive }: { pair: PairPlan; isKnown: boolean; isLive: boolean }) {
  const { modelA, modelB, judged, size, planned, tieRate, margin, needed, standing } = pair;
  return (
    <tr>
      <Td className="min-w-32 wrap-anywhere">
        {modelA} – {modelB}
      </Td>
      <Td numeric>
        {formatCount(judged)}
        <span className="block text-xs whitespace-nowrap text-muted">
          of {formatCount(isLive ? planned : size)}
        </span>
      </Td>
      {isKnown && (
        <>
          <Td numeric>{formatShare(tieRate)}</Td>
          <Td numeric>
            {winRate(margin?.value)}
            {margin?.interval && (
              <span className="block text-xs whitespace-nowrap text-muted">
                {winRate(margin.interval[0])} to {winRate(margin.interval[1])}
              </span>
            )}
          </Td>
          <Td numeric>{needed === null ? "–" : formatCount(needed)}</Td>
        </>
      )}
      {isLive && <Td className="min-w-48">{standing ?? "–"}</Td>}
    </tr>
  );
}
