import type { ReactNode } from "react";
import { Section } from "@/app/_ui/card";
import { Disclosure } from "@/app/_ui/disclosure";
import { formatDecimal } from "@/app/_ui/number-words";
import { TextLink } from "@/app/_ui/text-link";
import { ComparisonTexts } from "@/app/(lead)/_campaign/comparison-texts";
import type { PickView } from "@/server/ranking/schemas";

interface Props {
  campaignId: string;
  title: string;
  picks: PickView[];
  metric: string;
  children: ReactNode;
}

/** A few comparisons from one end of the order, to be read. */
export function Picks({ campaignId, title, picks, metric, children }: Props) {
  return (
    <Section title={title} description={children}>
      <ol className="divide-y divide-line">
        {picks.map((pick) => (
          <li key={pick.comparisonId} className="py-1.5">
            <Disclosure summary={<Summary pick={pick} metric={metric} />}>
              <ComparisonTexts {...pick} />
              <p className="mt-2 text-sm">
                <TextLink href={`/campaigns/${campaignId}/comparisons/${pick.comparisonId}`}>
                  Why it stands here
                </TextLink>
              </p>
            </Disclosure>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Summary({ pick, metric }: { pick: PickView; metric: string }) {
  return (
    <span className="flex items-baseline gap-3 font-normal">
      <span className="min-w-0 flex-1">
        <span className="line-clamp-1" dir="auto">
          {pick.prompt}
        </span>
        <span className="line-clamp-1 text-muted">
          {[`${pick.modelA} and ${pick.modelB}`, pick.language, pick.category].filter(Boolean).join(", ")}
        </span>
      </span>
      <span className="tabular-nums" title={metric}>
        <span className="sr-only">{metric} </span>
        {pick.utility === null ? "not scored" : formatDecimal(pick.utility, 3)}
      </span>
    </span>
  );
}
