"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Button } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { Field } from "@/app/_ui/field";
import { languageName } from "@/app/_ui/language-name";
import { Notice } from "@/app/_ui/notice";
import { countOf, formatCount, formatDecimal } from "@/app/_ui/number-words";
import { Select } from "@/app/_ui/select";
import { Skeleton } from "@/app/_ui/skeleton";
import { Table, Td, Th } from "@/app/_ui/table";
import type { PromptRow, PromptsView } from "@/server/comparison/schemas";
import { PromptLink } from "./in-order";
import { type ListFilters, toSlice } from "./use-list-filters";

const rowsPerPage = 50;

interface Props {
  campaignId: string;
  filters: ListFilters;
  onChange: (change: Partial<ListFilters>) => void;
}

/** Prompts by how far all models differ on them, not pair by pair. */
export function Prompts({ campaignId, filters, onChange }: Props) {
  const trpc = useTRPC();
  const { by, metric, slice } = filters;
  const list = JSON.stringify([by, metric, slice]);
  const [place, setPlace] = useState({ list, offset: 0 });
  // Another list begins at its beginning.
  const offset = place.list === list ? place.offset : 0;
  const setOffset = (next: number) => setPlace({ list, offset: next });
  const { data, error } = useQuery({
    ...trpc.comparison.prompts.queryOptions({
      campaignId,
      by,
      metric: metric === "" ? null : metric,
      slice: toSlice(slice),
      offset,
      limit: rowsPerPage,
    }),
    placeholderData: keepPreviousData,
  });
  if (error) return <Notice tone="error">{errorMessage(error)}</Notice>;
  if (data === undefined) return <Skeleton className="h-96 w-full" />;
  if (data === null) {
    return (
      <EmptyState title="Not scored yet">
        Rank the campaign again to see how far all models differ on each prompt.
      </EmptyState>
    );
  }
  return (
    <Card>
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <p className="max-w-prose text-sm text-pretty text-muted">
          Over all pairs of a prompt. A high mean: the models all differ. A high variance: one of them stands
          apart.
        </p>
        <MeasureFields filters={filters} onChange={onChange} view={data} />
      </div>
      {data.total === 0 ? (
        <EmptyState title="No prompt is like this">Choose another slice to see more.</EmptyState>
      ) : (
        <PromptTable rows={data.rows} campaignId={campaignId} title={data.metric.title} by={by} />
      )}
      <Pages offset={offset} total={data.total} onChange={setOffset} />
    </Card>
  );
}

const measures = { mean: "Mean", maximum: "Maximum", variance: "Variance" } as const;

function MeasureFields({ filters, onChange, view }: Omit<Props, "campaignId"> & { view: PromptsView }) {
  return (
    <div className="flex flex-wrap gap-3">
      <Field label="Sort by" className="min-w-32">
        {(control) => (
          <Select
            {...control}
            value={filters.by}
            onChange={(event) => onChange({ by: event.target.value as ListFilters["by"] })}
          >
            {Object.entries(measures).map(([measure, words]) => (
              <option key={measure} value={measure}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Metric" className="min-w-40">
        {(control) => (
          <Select
            {...control}
            value={view.metric.metric}
            onChange={(event) => onChange({ metric: event.target.value })}
          >
            {view.metrics.map(({ metric, title }) => (
              <option key={metric} value={metric}>
                {title}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}

function PromptTable({
  rows,
  campaignId,
  title,
  by,
}: {
  rows: PromptRow[];
  campaignId: string;
  title: string;
  by: ListFilters["by"];
}) {
  const sorted = (measure: ListFilters["by"]) => (measure === by ? ("descending" as const) : undefined);
  return (
    <Table caption={`Prompts by how far all models differ under ${title}`}>
      <thead>
        <tr>
          <Th>Prompt</Th>
          <Th numeric>Pairs</Th>
          {(Object.keys(measures) as ListFilters["by"][]).map((measure) => (
            <Th key={measure} numeric aria-sort={sorted(measure)}>
              {measures[measure]}
            </Th>
          ))}
          <Th>Furthest apart</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.promptId}>
            <Td className="w-1/2 min-w-56">
              <PromptLink
                href={`/campaigns/${campaignId}/comparisons/${row.widest.comparisonId}`}
                name={row.promptExternalId}
                text={row.prompt}
                slices={[row.language && languageName(row.language), row.category]}
              />
            </Td>
            <Td numeric>{formatCount(row.pairs)}</Td>
            <Td numeric>{formatDecimal(row.mean, 3)}</Td>
            <Td numeric>{formatDecimal(row.maximum, 3)}</Td>
            <Td numeric>{formatDecimal(row.variance, 4)}</Td>
            <Td className="min-w-32 wrap-anywhere">
              {row.widest.modelA} and {row.widest.modelB}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Pages({
  offset,
  total,
  onChange,
}: {
  offset: number;
  total: number;
  onChange: (offset: number) => void;
}) {
  if (total <= rowsPerPage) return <p className="mt-3 text-sm text-muted">{countOf(total, "prompt")}</p>;
  const last = Math.min(offset + rowsPerPage, total);
  return (
    <nav aria-label="Pages" className="mt-3 flex items-center gap-3 text-sm">
      <Button
        size="small"
        disabled={offset === 0}
        onClick={() => onChange(Math.max(0, offset - rowsPerPage))}
      >
        Previous
      </Button>
      <Button size="small" disabled={last === total} onClick={() => onChange(offset + rowsPerPage)}>
        Next
      </Button>
      <p role="status" className="text-muted">
        {formatCount(offset + 1)} to {formatCount(last)} of {countOf(total, "prompt")}
      </p>
    </nav>
  );
}
