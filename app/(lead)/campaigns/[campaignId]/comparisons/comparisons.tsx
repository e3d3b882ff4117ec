"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Field } from "@/app/_ui/field";
import { LinkButton } from "@/app/_ui/link-button";
import { Select } from "@/app/_ui/select";
import { useCampaign } from "@/app/(lead)/_campaign/use-campaign";
import type { OrderChoices } from "@/server/ranking/schemas";
import { InOrder } from "./in-order";
import { Prompts } from "./prompts";
import { fromSlice, type ListFilters, useListFilters } from "./use-list-filters";
import { sliceName } from "./why-words";

/** The order, to be browsed: comparison by comparison, or prompt by prompt. */
export function Comparisons({ campaignId }: { campaignId: string }) {
  const trpc = useTRPC();
  const campaign = useCampaign(campaignId);
  const { data: choices } = useSuspenseQuery({
    ...trpc.ranking.choices.queryOptions({ campaignId }),
    staleTime: 60_000,
  });
  const [filters, change] = useListFilters();
  // With one pair, a prompt is its comparison.
  const hasPrompts = choices.pairs.length > 1;
  const view = hasPrompts ? filters.view : "order";
  if (!campaign.ranking) {
    return (
      <EmptyState
        title="Nothing is ranked yet"
        action={
          <LinkButton href={`/campaigns/${campaignId}/order`} look="primary">
            Choose the order
          </LinkButton>
        }
      >
        Here is where you browse the order, and read why a comparison is where it is.
      </EmptyState>
    );
  }
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
        {hasPrompts && <ViewSwitch view={view} onChange={(next) => change({ view: next })} />}
        {view === "order" && (
          <OrderFilters
            filters={filters}
            onChange={change}
            choices={choices}
            isDrawn={campaign.state !== "draft"}
          />
        )}
        <SliceField filters={filters} onChange={change} slices={choices.slices} />
      </div>
      {view === "order" ? (
        <InOrder campaign={campaign} filters={filters} />
      ) : (
        <Prompts campaignId={campaignId} filters={filters} onChange={change} />
      )}
    </div>
  );
}

const views = { order: "In order", prompts: "By prompt" } as const;

function ViewSwitch({
  view,
  onChange,
}: {
  view: ListFilters["view"];
  onChange: (view: ListFilters["view"]) => void;
}) {
  return (
    <div role="group" aria-label="View" className="flex gap-1">
      {(Object.keys(views) as ListFilters["view"][]).map((key) => (
        <Button
          key={key}
          look={view === key ? "primary" : "secondary"}
          aria-pressed={view === key}
          onClick={() => onChange(key)}
        >
          {views[key]}
        </Button>
      ))}
    </div>
  );
}

interface FilterProps {
  filters: ListFilters;
  onChange: (change: Partial<ListFilters>) => void;
}

const states: Record<ListFilters["state"], string> = {
  next: "Open and planned",
  open: "Open",
  planned: "Planned",
  closed: "Closed",
  unjudgeable: "Unjudgeable",
};

function OrderFilters({
  filters,
  onChange,
  choices,
  isDrawn,
}: FilterProps & { choices: OrderChoices; isDrawn: boolean }) {
  return (
    <>
      {isDrawn && (
        <Field label="Show" className="min-w-40">
          {(control) => (
            <Select
              {...control}
              value={filters.state}
              onChange={(event) => onChange({ state: event.target.value as ListFilters["state"] })}
            >
              {Object.entries(states).map(([state, words]) => (
                <option key={state} value={state}>
                  {words}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      {choices.pairs.length > 1 && (
        <Field label="Models" className="max-w-full min-w-40">
          {(control) => (
            <Select
              {...control}
              value={filters.pair}
              onChange={(event) => onChange({ pair: event.target.value })}
            >
              <option value="">All pairs</option>
              {choices.pairs.map(({ modelA, modelB }) => (
                <option key={`${modelA}\n${modelB}`} value={`${modelA}\n${modelB}`}>
                  {modelA} and {modelB}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
    </>
  );
}

const kinds = { language: "Language", category: "Category", tag: "Tag" } as const;

function SliceField({ filters, onChange, slices }: FilterProps & { slices: OrderChoices["slices"] }) {
  if (slices.length === 0) return null;
  return (
    <Field label="Slice" className="max-w-full min-w-40">
      {(control) => (
        <Select
          {...control}
          value={filters.slice}
          onChange={(event) => onChange({ slice: event.target.value })}
        >
          <option value="">All prompts</option>
          {(Object.keys(kinds) as (keyof typeof kinds)[]).map((kind) => {
            const ofKind = slices.filter(({ by }) => by === kind);
            return ofKind.length === 0 ? null : (
              <optgroup key={kind} label={kinds[kind]}>
                {ofKind.map((slice) => (
                  <option key={fromSlice(slice)} value={fromSlice(slice)}>
                    {sliceName(slice)}
                  </option>
                ))}
              </optgroup>
            );
          })}
        </Select>
      )}
    </Field>
  );
}
