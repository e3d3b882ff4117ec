"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Notice } from "@/app/_ui/notice";
import { countOf, formatCount, formatDecimal } from "@/app/_ui/number-words";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import type { CampaignView } from "@/server/campaign/campaign-view";
import {
  type EndpointView,
  type FetchPreview,
  FetchSettings,
  type FetchSettingsInput,
} from "@/server/endpoint/schemas";
import { EndpointFetchFields, newFetchSettings } from "./endpoint-fetch-fields";

interface Props {
  open: boolean;
  onClose: () => void;
  campaign: CampaignView;
  endpoints: EndpointView[];
}

export function EndpointFetchDialog({ open, ...props }: Props) {
  return open ? <OpenDialog {...props} /> : null;
}

/** What to fetch; what it takes is shown before anything is asked. */
function OpenDialog({ onClose, campaign, endpoints }: Omit<Props, "open">) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [settings, setSettings] = useState(() => newFetchSettings(campaign, endpoints));
  const preview = useMutation(trpc.endpoint.previewFetch.mutationOptions());
  const start = useMutation(
    trpc.endpoint.startFetch.mutationOptions({
      onSuccess: async () => {
        await refresh();
        onClose();
      },
    }),
  );
  const change = (changed: FetchSettingsInput) => {
    setSettings(changed);
    preview.reset();
  };
  const parsed = FetchSettings.safeParse(settings);
  const input = { campaignId: campaign.id, settings };
  const error = start.error ?? preview.error;
  const isEmpty = preview.data?.completions === 0;
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title="Fetch from an endpoint"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {preview.data ? (
            <Button
              look="primary"
              busy={start.isPending}
              disabled={isEmpty}
              onClick={() => start.mutate(input)}
            >
              Fetch
            </Button>
          ) : (
            <Button
              look="primary"
              busy={preview.isPending}
              disabled={!parsed.success}
              onClick={() => preview.mutate(input)}
            >
              See what it takes
            </Button>
          )}
        </>
      }
    >
      <div className="space-y-4">
        <EndpointFetchFields
          settings={settings}
          onChange={change}
          models={campaign.models.map(({ name }) => name)}
          endpoints={endpoints}
        />
        {!parsed.success && <p className="text-sm text-muted">{parsed.error.issues[0]?.message}</p>}
        {preview.data && (
          <div ref={scrollIntoView}>
            <Preview preview={preview.data} />
          </div>
        )}
        {error && <Notice tone="error">{errorMessage(error)}</Notice>}
      </div>
    </Dialog>
  );
}

/** Below long fields it would appear out of sight. */
function scrollIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: "nearest" });
}

function Preview({ preview: { completions, requests, tokens, cost, there } }: { preview: FetchPreview }) {
  if (completions === 0) {
    return (
      <Notice announce title="There is nothing to fetch">
        All of it is there already.
      </Notice>
    );
  }
  return (
    <Notice announce title={`${countOf(requests, "request")} for ${countOf(completions, "completion")}`}>
      <p>
        About {formatCount(tokens)} tokens{cost === null ? "" : `, ${formatDecimal(cost, 2)} at this price`}.
        An estimate from the length of the texts: four characters a token in Latin script, two in most others,
        one in Chinese, Japanese and Korean.
      </p>
      {there > 0 && <p>{countOf(there, "completion has", "completions have")} all of it already.</p>}
    </Notice>
  );
}
