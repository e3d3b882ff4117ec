"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Section } from "@/app/_ui/card";
import { Disclosure } from "@/app/_ui/disclosure";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";
import { Notice } from "@/app/_ui/notice";
import { Skeleton } from "@/app/_ui/skeleton";
import { useCampaign } from "@/app/(lead)/_campaign/use-campaign";
import type { PlanView } from "@/server/plan/schemas";
import { Plot } from "../report/plot";
import { PairTable } from "./pair-table";
import { PlanFields } from "./plan-fields";
import { PresetSection } from "./preset-section";
import { UseBudget } from "./use-budget";
import { type PlanAddress, usePlanAddress } from "./use-plan-address";
import { useSettled } from "./use-settled";

const pollMs = 15_000;
const typingMs = 250;

/** How many judgments a campaign needs, and how long they take. */
export function Plan({ campaignId }: { campaignId: string }) {
  const trpc = useTRPC();
  const campaign = useCampaign(campaignId);
  const address = usePlanAddress();
  const assumptions = useSettled(address.assumptions, typingMs);
  const { data: plan, error } = useQuery({
    ...trpc.plan.get.queryOptions({ campaignId, ...assumptions }),
    placeholderData: keepPreviousData,
    refetchInterval: campaign.state === "live" ? pollMs : false,
  });
  if (campaign.prompts === 0 && plan?.pool === null) return <NoData campaignId={campaignId} plan={plan} />;
  return (
    <div className="space-y-4">
      {error && <Notice tone="error">{errorMessage(error)}</Notice>}
      {plan ? (
        <Verdict campaignId={campaignId} plan={plan} address={address} />
      ) : (
        !error && <Skeleton className="h-32 w-full" />
      )}
      <div className="grid items-start gap-4 lg:grid-cols-[20rem_1fr]">
        {plan && <PlanFields plan={plan} address={address} />}
        {plan && plan.problem === null && (
          <div className="min-w-0 space-y-4">
            <PresetSection campaignId={campaignId} plan={plan} />
            <Plot svg={plan.chart} title="What each number shows" caption={plan.chartCaption} />
            <PairTable plan={plan} />
          </div>
        )}
      </div>
    </div>
  );
}

function NoData({ campaignId, plan }: { campaignId: string; plan: PlanView }) {
  return (
    <EmptyState
      title="There is nothing to plan yet"
      action={
        <LinkButton href={`/campaigns/${campaignId}/data`} look="primary">
          Import data
        </LinkButton>
      }
    >
      {plan.problem?.replace(/^There is nothing to plan yet: i/, "I")}
    </EmptyState>
  );
}

interface VerdictProps {
  campaignId: string;
  plan: PlanView;
  address: PlanAddress;
}

function Verdict({ campaignId, plan, address }: VerdictProps) {
  const [verdict, ...others] = plan.sentences;
  return (
    <Section
      title="Plan"
      description={plan.state === "live" ? "Brought up to date as judgments come in." : undefined}
      actions={
        plan.state === "draft" &&
        plan.problem === null && <UseBudget campaignId={campaignId} plan={plan} address={address} />
      }
    >
      <div className="space-y-2">
        {plan.problem && <Notice tone="warn">{plan.problem}</Notice>}
        {verdict && <p className="max-w-prose text-lg font-medium text-pretty">{verdict}</p>}
        {others.map((sentence) => (
          <p key={sentence} className="max-w-prose text-pretty">
            {sentence}
          </p>
        ))}
        {plan.warnings.map((warning) => (
          <Notice key={warning} tone="warn">
            {warning}
          </Notice>
        ))}
        {plan.notes.length > 0 && (
          <Disclosure summary="How to read this">
            <ul className="max-w-prose list-disc space-y-1 ps-5 text-sm text-muted">
              {plan.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          </Disclosure>
        )}
      </div>
    </Section>
  );
}
