"use client";

import { useMutation } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import type { CampaignView } from "@/server/campaign/campaign-view";
import { CloseDialog } from "./close-dialog";
import { ExtendDialog } from "./extend-dialog";
import { GoOnDialog } from "./go-on-dialog";
import { LaunchButton } from "./launch-button";

/** Launch, pause, resume, extend, close: whatever the campaign's state allows. */
export function CampaignActions({ campaign }: { campaign: CampaignView }) {
  const trpc = useTRPC();
  const pathname = usePathname();
  const refresh = useRefresh();
  const [open, setOpen] = useState<"close" | "extend" | "go-on">();
  const pause = useMutation(trpc.campaign.pause.mutationOptions({ onSuccess: refresh }));
  const resume = useMutation(trpc.campaign.resume.mutationOptions({ onSuccess: refresh }));
  const { id: campaignId, state } = campaign;
  if (state === "closed") return null;
  if (state === "draft") {
    // The overview has the button at the end of its steps.
    const isOverview = pathname === `/campaigns/${campaignId}`;
    return isOverview || campaign.blockers.length > 0 ? null : <LaunchButton campaign={campaign} />;
  }
  const error = pause.error ?? resume.error;
  return (
    <div className="flex flex-col items-end gap-2">
      <div className="flex flex-wrap gap-2">
        {state === "live" ? (
          <Button busy={pause.isPending} onClick={() => pause.mutate({ campaignId })}>
            Pause
          </Button>
        ) : (
          <Button look="primary" busy={resume.isPending} onClick={() => resume.mutate({ campaignId })}>
            Resume
          </Button>
        )}
        {campaign.isStopped ? (
          <Button onClick={() => setOpen("go-on")}>Go on judging…</Button>
        ) : (
          <Button onClick={() => setOpen("extend")}>Extend…</Button>
        )}
        <Button onClick={() => setOpen("close")}>Close…</Button>
      </div>
      {error && <Notice tone="error">{errorMessage(error)}</Notice>}
      {/* Mounted when opened: what they ask before the page has handed over its answers would hide those from it. */}
      {open === "close" && <CloseDialog open onClose={() => setOpen(undefined)} campaign={campaign} />}
      <GoOnDialog open={open === "go-on"} onClose={() => setOpen(undefined)} campaignId={campaignId} />
      {open === "extend" && <ExtendDialog open onClose={() => setOpen(undefined)} campaign={campaign} />}
    </div>
  );
}
