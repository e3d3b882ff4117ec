"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { languageName } from "@/app/_ui/language-name";
import { Notice } from "@/app/_ui/notice";
import { formatCount } from "@/app/_ui/number-words";
import { Skeleton } from "@/app/_ui/skeleton";
import { Table, Td, Th } from "@/app/_ui/table";
import type { CampaignView } from "@/server/campaign/campaign-view";
import type { QueueRow } from "@/server/comparison/schemas";
import { type ListFilters, toPair, toSlice } from "./use-list-filters";
import { armWords, chanceWords, stateTones, stateWords, topWords } from "./why-words";

const rowsPerPage = 50;

/** The comparisons in the order in which they come. */
export function InOrder({ campaign, filters }: { campaign: CampaignView; filters: ListFilters }) {
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.comparison.queue.infiniteQueryOptions(
      {
        campaignId: campaign.id,
        state: campaign.state === "draft" ? "next" : filters.state,
        pair: toPair(filters.pair),
        slice: toSlice(filters.slice),
        limit: rowsPerPage,
      },
      { getNextPageParam: ({ next }) => next ?? undefined },
    ),
  );
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  if (error && !data) return <Notice tone="error">{errorMessage(error)}</Notice>;
  if (!data) return <Skeleton className="h-96 w-full" />;
  const rows = data.pages.flatMap((page) => page.rows);
  const isDrawn = data.pages[0]?.isDrawn ?? false;
  if (rows.length === 0 && !hasNextPage) {
    return <NothingHere isDrawn={isDrawn} filters={filters} />;
  }
  return (
    <Card>
      <p className="mb-2 max-w-prose text-sm text-muted">
        {isDrawn
          ? "Open comparisons as they are offered, then the planned draws; model pairs and languages take turns by the share of their plan. Where the uncertain pairs are judged more often, chance decides which pair is next, and what may still come of each is listed."
          : "By rank within each model pair and language. The draws are made from it at launch."}
      </p>
      <Table caption="Comparisons in order">
        <thead>
          <tr>
            <Th>Prompt</Th>
            <Th>Models</Th>
            <Th>Rank</Th>
            {isDrawn && <Th>Draw</Th>}
            {isDrawn && <Th>State</Th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.comparisonId} row={row} campaignId={campaign.id} isDrawn={isDrawn} />
          ))}
        </tbody>
      </Table>
      {error && <Notice tone="error">{errorMessage(error)}</Notice>}
      {hasNextPage && (
        <Button className="mt-3" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
    </Card>
  );
}

function NothingHere({ isDrawn, filters }: { isDrawn: boolean; filters: ListFilters }) {
  const isAll = filters.pair === "" && filters.slice === "";
  if (isDrawn && isAll && filters.state === "next") {
    return (
      <EmptyState title="Nothing is open or planned">
        Every draw that the budget allows has its judgments. Show the closed ones, or extend the campaign.
      </EmptyState>
    );
  }
  return <EmptyState title="No comparison is like this">Choose other filters to see more.</EmptyState>;
}

function Row({ row, campaignId, isDrawn }: { row: QueueRow; campaignId: string; isDrawn: boolean }) {
  const { comparisonId, promptExternalId, prompt, language, category, modelA, modelB, state } = row;
  const position = Math.round(row.size * (1 - row.rank) + 0.5);
  return (
    <tr>
      <Td className="w-1/2 min-w-56">
        <PromptLink
          href={`/campaigns/${campaignId}/comparisons/${comparisonId}`}
          name={promptExternalId}
          text={prompt}
          slices={[language && languageName(language), category]}
        />
      </Td>
      <Td className="min-w-32 wrap-anywhere">
        {modelA} and {modelB}
      </Td>
      <Td className="whitespace-nowrap">
        {formatCount(position)} of {formatCount(row.size)}
        <span className="block text-muted">{topWords(position, row.size)}</span>
      </Td>
      {isDrawn && (
        <Td className="min-w-32">
          {formatCount(row.number)}
          {row.arm && (
            <span className="block text-muted">
              by {armWords(row.arm)}
              {row.q !== null && `, ${chanceWords(row.q)}`}
            </span>
          )}
        </Td>
      )}
      {isDrawn && (
        <Td>
          <Badge tone={stateTones[state]}>{stateWords[state]}</Badge>
        </Td>
      )}
    </tr>
  );
}

/** A prompt's beginning, as a link to why it is where it is. */
export function PromptLink({
  href,
  name,
  text,
  slices,
}: {
  href: string;
  name: string;
  text: string;
  slices: (string | null)[];
}) {
  return (
    <>
      <Link href={href} prefetch={false} className="hover:underline">
        <span className="line-clamp-2 wrap-anywhere" dir="auto">
          {text.trim() === "" ? name : text}
        </span>
      </Link>
      <span className="block text-muted wrap-anywhere">
        <span className="font-mono text-xs">{name}</span>
        {slices.filter(Boolean).map((slice) => `, ${slice}`)}
      </span>
    </>
  );
}
