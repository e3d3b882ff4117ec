"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Input } from "@/app/_ui/input";
import { Notice } from "@/app/_ui/notice";
import { countOf } from "@/app/_ui/number-words";
import { Skeleton } from "@/app/_ui/skeleton";
import { useCampaign, useRefresh } from "@/app/(lead)/_campaign/use-campaign";

/** By which names completions name themselves, to be masked one by one; after launch what is masked is only shown. */
export function MaskNames({ campaignId }: { campaignId: string }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const isDraft = useCampaign(campaignId).state === "draft";
  const { data, error } = useQuery(trpc.noise.selfNames.queryOptions({ campaignId }));
  const update = useMutation(trpc.campaign.update.mutationOptions({ onSuccess: refresh }));
  const [added, setAdded] = useState("");
  if (error) return <Notice tone="error">{errorMessage(error)}</Notice>;
  if (!data) return <Skeleton className="h-16" />;
  const { names, unmasked, maskedNames } = data;
  const mask = (wanted: string[]) => update.mutate({ campaignId, settings: { maskedNames: wanted } });
  const isMasked = (name: string) => maskedNames.some((masked) => sameName(masked, name));
  const others = maskedNames.filter((masked) => !names.some(({ name }) => sameName(masked, name)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const name = added.trim();
    if (name.length < 2 || isMasked(name)) return;
    mask([...maskedNames, name]);
    setAdded("");
  };
  return (
    <fieldset className="space-y-2 rounded-md border border-line p-3" disabled={!isDraft || update.isPending}>
      <legend className="px-1 text-sm font-medium">Mask names</legend>
      <p className="max-w-prose text-sm text-pretty text-muted">
        Annotators see █████ in place of a masked name, in every completion of the campaign.{" "}
        {isDraft ? "Leads see the texts as they are." : "What is masked was fixed at launch."}
      </p>
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        {[...names, ...others.map((name) => ({ name, completions: 0 }))].map(({ name, completions }) => (
          <li key={name}>
            <Checkbox
              label={completions > 0 ? `${name} (${countOf(completions, "completion")})` : name}
              checked={isMasked(name)}
              onChange={() =>
                mask(
                  isMasked(name)
                    ? maskedNames.filter((masked) => !sameName(masked, name))
                    : [...maskedNames, name],
                )
              }
            />
          </li>
        ))}
      </ul>
      {isDraft && (
        <form onSubmit={submit} className="flex max-w-md gap-2">
          <Input
            aria-label="Another name to mask"
            placeholder="Another name"
            dir="auto"
            maxLength={60}
            value={added}
            onChange={({ target }) => setAdded(target.value)}
          />
          <Button type="submit">Mask</Button>
          {names.some(({ name }) => !isMasked(name)) && (
            <Button
              type="button"
              look="quiet"
              onClick={() => mask([...new Set([...maskedNames, ...names.map(({ name }) => name)])])}
            >
              Mask all found
            </Button>
          )}
        </form>
      )}
      {update.error && <Notice tone="error">{errorMessage(update.error)}</Notice>}
      <p role="status" className="text-sm">
        {unmasked === 0
          ? "With this, none of them names itself any more."
          : `${countOf(unmasked, "completion")} still ${unmasked === 1 ? "names itself" : "name themselves"}.`}
      </p>
    </fieldset>
  );
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
