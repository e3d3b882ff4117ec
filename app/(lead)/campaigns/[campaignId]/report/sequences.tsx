import { Section } from "@/app/_ui/card";
import { Disclosure } from "@/app/_ui/disclosure";
import { countOf, formatCount } from "@/app/_ui/number-words";
import type { ReportContent, ReportPair, ReportPlots } from "@/server/report/schemas";
import { formatBounds } from "./rate-words";
import { Figure } from "./ratings/figure";

/** So many pairs stand open; more are folded. */
const mostOpen = 2;

/** What could be said while judging went on, pair by pair, and what the stop rule made of it. */
export function Sequences({ report, plots }: { report: ReportContent; plots: ReportPlots | null }) {
  const pairs = report.pairs.filter(({ stop }) => stop !== undefined && stop.step > 0);
  if (pairs.length === 0) return null;
  const parts = (
    <div className="grid items-start gap-x-6 gap-y-5 lg:grid-cols-2">
      {pairs.map((pair) => (
        <Sequence key={`${pair.modelA}/${pair.modelB}`} pair={pair} plots={plots} />
      ))}
    </div>
  );
  return (
    <Section
      title="While judging went on"
      description="The confidence sequence of each pair holds after every judgment, so it may be looked at all the time and stopped on. Where the win rate's interval above is of another kind, the number of draws was fixed and reached."
    >
      {pairs.length <= mostOpen ? (
        parts
      ) : (
        <Disclosure summary={`All ${formatCount(pairs.length)} pairs`}>{parts}</Disclosure>
      )}
    </Section>
  );
}

function Sequence({ pair, plots }: { pair: ReportPair; plots: ReportPlots | null }) {
  const { modelA, modelB, stop } = pair;
  if (!stop) return null;
  const plot = plots?.sequences?.find((one) => one.modelA === modelA && one.modelB === modelB);
  return (
    <article className="min-w-0">
      <h3 className="text-sm font-semibold">
        {modelA} against {modelB}
      </h3>
      <Figure svg={plot?.svg} />
      <p className="mt-1 max-w-prose text-sm text-muted">
        {stop.sentences.length === 0
          ? `After ${countOf(stop.step, "closed comparison")}: ${formatBounds(stop)}.`
          : `Now ${formatBounds(stop)}. ${stop.sentences.join(" ")}`}
      </p>
    </article>
  );
}
