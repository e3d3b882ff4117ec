"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { Section } from "@/app/_ui/card";
import { Disclosure } from "@/app/_ui/disclosure";
import { countOf } from "@/app/_ui/number-words";
import type { ReportContent } from "@/server/report/schemas";
import { AgreementTable } from "./agreement-table";
import { AnnotatorTable } from "./annotator-table";
import { ExtraLabels } from "./extra-labels";
import { WeightedTable } from "./weighted-table";

interface Props {
  campaignId: string;
  report: ReportContent;
}

/** Who judged: how far they agree, what each one's habits are, and what reliability weights or extra judgments say. */
export function People({ campaignId, report: { people, configuration } }: Props) {
  const trpc = useTRPC();
  // The report holds ids; who they are is known to leads alone.
  const { data: members } = useQuery(trpc.member.list.queryOptions({ campaignId }));
  if (!people) return null;
  const names = new Map(members?.map(({ id, name }) => [id, name]));
  const { sentences, annotators, weighted, extra } = people;
  const [first, ...others] = sentences;
  return (
    <Section
      id="people"
      title="People"
      description="How far annotators agree, and how each of them judges. Nobody is left out of an estimate for any of it."
    >
      <div className="space-y-3">
        <p className="max-w-prose font-medium text-pretty">{first}</p>
        {others.map((sentence) => (
          <p key={sentence} className="max-w-prose text-sm text-pretty">
            {sentence}
          </p>
        ))}
        <AgreementTable people={people} />
        <Disclosure summary={`Each annotator (${annotators.length})`}>
          <AnnotatorTable annotators={annotators} names={names} outcomes={configuration.outcomes} />
        </Disclosure>
        {weighted.pairs.length > 0 && (
          <Disclosure summary="Reliable annotators counting more, beside the result">
            <WeightedTable weighted={weighted} />
          </Disclosure>
        )}
        {extra && extra.comparisons > 0 && (
          <Disclosure summary={`Extra judgments: labels of ${countOf(extra.comparisons, "comparison")}`}>
            <ExtraLabels extra={extra} />
          </Disclosure>
        )}
      </div>
    </Section>
  );
}
