"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { CampaignStateBadge } from "@/app/_ui/campaign-state-badge";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";
import { formatCount, formatShare } from "@/app/_ui/number-words";
import { ProgressBar } from "@/app/_ui/progress-bar";
import { Table, Td, Th } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import { TimeAgo } from "@/app/_ui/time-ago";
import type { CampaignSummary } from "@/server/campaign/campaign-view";

export function CampaignTable() {
  const trpc = useTRPC();
  const { data: campaigns } = useSuspenseQuery({
    ...trpc.campaign.list.queryOptions(),
    refetchInterval: 15_000,
  });
  if (campaigns.length === 0) return <NoCampaigns />;
  return (
    <div className="rounded-lg border border-line bg-surface px-4 pt-1.5 pb-1">
      <Table caption="Your campaigns" className="[&_tbody_tr:last-child_td]:border-b-0">
        <thead>
          <tr>
            <Th>Campaign</Th>
            <Th>State</Th>
            <Th className="min-w-44">Progress</Th>
            <Th numeric>Judgments</Th>
            <Th numeric>Models × prompts</Th>
            <Th>Order</Th>
            <Th>Created</Th>
          </tr>
        </thead>
        <tbody>
          {campaigns.map((campaign) => (
            <CampaignRow key={campaign.id} campaign={campaign} />
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function CampaignRow({ campaign }: { campaign: CampaignSummary }) {
  const { id, name, state, isStopped, mode, orderedBy, models, prompts, judgments, createdAt } = campaign;
  return (
    <tr>
      <Td className="min-w-48">
        <TextLink href={`/campaigns/${id}`} className="font-medium wrap-anywhere" dir="auto">
          {name}
        </TextLink>
      </Td>
      <Td>
        <CampaignStateBadge state={isStopped && state !== "closed" ? "stopped" : state} />
      </Td>
      <Td>
        <Progress campaign={campaign} />
      </Td>
      <Td numeric>{formatCount(judgments)}</Td>
      <Td numeric>
        {formatCount(models)} × {formatCount(prompts)}
      </Td>
      <Td className="min-w-36">
        <span className="inline-block first-letter:uppercase">{orderedBy}</span>
        <span className="text-muted">, {mode}</span>
      </Td>
      <Td className="text-muted">
        <TimeAgo at={createdAt} />
      </Td>
    </tr>
  );
}

function Progress({ campaign: { name, planned, settled, open } }: { campaign: CampaignSummary }) {
  if (planned === 0) return <span className="text-muted">Not launched</span>;
  return (
    <div className="space-y-1.5">
      <p className="flex justify-between gap-3 whitespace-nowrap tabular-nums">
        <span>
          {formatCount(settled)} of {formatCount(planned)}
          {open > 0 && <span className="text-muted">, {formatCount(open)} open</span>}
        </span>
        <span className="text-muted">{formatShare(settled / planned)}</span>
      </p>
      <ProgressBar label={`Settled comparisons of ${name}`} value={settled} max={planned} />
    </div>
  );
}

function NoCampaigns() {
  return (
    <EmptyState
      title="No campaigns yet"
      action={
        <LinkButton href="/campaigns/new" look="primary">
          New campaign
        </LinkButton>
      }
    >
      <p>
        You need the completions of two or more models for the same prompts, as JSON Lines or CSV. To look
        around first, run <code className="font-mono">npx tiebreak demo</code> in a terminal: it loads three
        models and 60 prompts in three languages.
      </p>
    </EmptyState>
  );
}
