"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Button } from "@/app/_ui/button";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { Notice } from "@/app/_ui/notice";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import type { EndpointCheck, EndpointView } from "@/server/endpoint/schemas";

/** One endpoint: where it is, whether it works, and the way to take it away. */
export function EndpointItem({ endpoint, campaignId }: { endpoint: EndpointView; campaignId: string }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [isRemoving, setRemoving] = useState(false);
  const { id: endpointId, name, baseUrl, servedModel } = endpoint;
  const input = { campaignId, endpointId };
  const check = useMutation(trpc.endpoint.check.mutationOptions());
  const remove = useMutation(trpc.endpoint.remove.mutationOptions({ onSuccess: refresh }));
  return (
    <li className="py-2.5 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <p className="font-medium wrap-anywhere">{name}</p>
          <p className="wrap-anywhere text-muted">
            <span className="font-mono">{servedModel}</span> at <span className="font-mono">{baseUrl}</span>,{" "}
            {keyWords(endpoint)}
          </p>
        </div>
        <div className="flex gap-2">
          <Button
            size="small"
            busy={check.isPending}
            aria-label={`Check ${name}`}
            onClick={() => check.mutate(input)}
          >
            Check
          </Button>
          <Button size="small" look="quiet" aria-label={`Remove ${name}`} onClick={() => setRemoving(true)}>
            Remove…
          </Button>
        </div>
      </div>
      {check.data && <CheckResult check={check.data} />}
      {check.error && <Notice tone="error">{errorMessage(check.error)}</Notice>}
      <ConfirmDialog
        open={isRemoving}
        onClose={() => setRemoving(false)}
        title={`Remove ${name}?`}
        confirm="Remove"
        danger
        busy={remove.isPending}
        error={remove.error ? errorMessage(remove.error) : undefined}
        onConfirm={() => remove.mutate(input)}
      >
        <p>Its key is forgotten. What was fetched from it stays.</p>
      </ConfirmDialog>
    </li>
  );
}

function keyWords({ keyHint }: EndpointView): string {
  if (keyHint === null) return "no key";
  return keyHint === "" ? "with a key" : `key ending in ${keyHint}`;
}

function CheckResult({ check: { logprobs, embeddings, notes } }: { check: EndpointCheck }) {
  const isUseful = logprobs.works || embeddings.works;
  return (
    <div className="mt-2">
      <Notice tone={isUseful ? "ok" : "error"} announce>
        <p>{logprobs.words}</p>
        <p>{embeddings.words}</p>
        {notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
      </Notice>
    </div>
  );
}
