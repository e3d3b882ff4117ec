"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Card, Section } from "@/app/_ui/card";
import { Disclosure } from "@/app/_ui/disclosure";
import type { CampaignView } from "@/server/campaign/campaign-view";
import { EndpointAddDialog } from "./endpoint-add-dialog";
import { EndpointFetchDialog } from "./endpoint-fetch-dialog";
import { EndpointItem } from "./endpoint-item";
import { EndpointNewestFetch } from "./endpoint-newest-fetch";

type Open = "adding" | "fetching" | undefined;

/** Servers that score and embed the completions, and what was fetched from them last. */
export function Endpoints({ campaign }: { campaign: CampaignView }) {
  const trpc = useTRPC();
  const campaignId = campaign.id;
  const { data: endpoints } = useSuspenseQuery(trpc.endpoint.list.queryOptions({ campaignId }));
  const { data: newest } = useSuspenseQuery(trpc.endpoint.newestFetch.queryOptions({ campaignId }));
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const isFetching = newest?.job.state === "queued" || newest?.job.state === "running";
  const addButton = (
    <Button size="small" onClick={() => setOpen("adding")}>
      Add an endpoint…
    </Button>
  );
  const dialogs = (
    <>
      <EndpointAddDialog open={open === "adding"} onClose={close} campaignId={campaignId} />
      <EndpointFetchDialog
        open={open === "fetching"}
        onClose={close}
        campaign={campaign}
        endpoints={endpoints}
      />
    </>
  );
  if (endpoints.length === 0 && !newest) {
    return (
      <div id="endpoints" className="scroll-mt-4">
        <Card>
          <Disclosure summary="Fetch from an endpoint">
            <p className="mb-3 max-w-prose text-sm text-muted">
              Token log-probabilities and embeddings that your files lack can be fetched from any
              OpenAI-compatible server, such as vLLM.
            </p>
            {addButton}
          </Disclosure>
        </Card>
        {dialogs}
      </div>
    );
  }
  return (
    <div id="endpoints" className="scroll-mt-4">
      <Section
        title="Fetch from an endpoint"
        description="Token log-probabilities and embeddings from OpenAI-compatible servers. What they answer is stored as an import of its own."
        actions={
          <>
            {addButton}
            <Button
              size="small"
              look="primary"
              disabled={isFetching || endpoints.length === 0 || campaign.prompts === 0}
              onClick={() => setOpen("fetching")}
            >
              Fetch…
            </Button>
          </>
        }
      >
        <div className="space-y-4">
          <ul className="divide-y divide-line text-sm">
            {endpoints.map((endpoint) => (
              <EndpointItem key={endpoint.id} endpoint={endpoint} campaignId={campaignId} />
            ))}
          </ul>
          <EndpointNewestFetch campaignId={campaignId} />
        </div>
      </Section>
      {dialogs}
    </div>
  );
}
