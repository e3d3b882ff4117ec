import { Disclosure } from "@/app/_ui/disclosure";
import { countOf, formatShare } from "@/app/_ui/number-words";
import type { WorthTable } from "@/server/worth/schemas";

/** What the table's columns mean, and the metrics that are not in it. */
export function HowToRead({ table }: { table: WorthTable }) {
  const { scope, tieRate, bootstrap, leftOut } = table;
  return (
    <>
      <Disclosure summary="How to read this">
        <dl className="grid max-w-prose gap-x-4 gap-y-1 text-sm sm:grid-cols-[auto_1fr]">
          <dt className="font-medium">Fewer ties</dt>
          <dd className="text-muted">
            how much lower the tie rate is in the first fifth of the order than in all ({formatShare(tieRate)}
            ), ranked {scope === "pair" ? "inside each model pair" : "over all comparisons together"}, with a
            95 % interval from {countOf(bootstrap, "resample")} of the prompts; the dashed tick is what the
            best 5 % of random orders reach
          </dd>
          <dt className="font-medium">Against length</dt>
          <dd className="text-muted">
            the same less what ordering by mean length saves, on the same resamples; an interval that holds
            zero says that the metric may be length in disguise
          </dd>
          <dt className="font-medium">AUC, and below it within length</dt>
          <dd className="text-muted">
            how often a decisive comparison is put before a tied one, over all and among comparisons of about
            one length; .5 is chance
          </dd>
          <dt className="font-medium">Bias</dt>
          <dd className="text-muted">
            how wrong the win rate of the first fifth alone would be; Measure mode corrects for it, Explore
            does not
          </dd>
        </dl>
      </Disclosure>
      {leftOut.length > 0 && (
        <Disclosure summary={`${countOf(leftOut.length, "metric")} left out`}>
          <ul className="space-y-0.5 text-sm text-muted">
            {leftOut.map(({ metric, title = metric, reason }) => (
              <li key={metric}>
                <span className="text-ink">{title}</span> <span className="font-mono text-xs">{metric}</span>{" "}
                {reason}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </>
  );
}
