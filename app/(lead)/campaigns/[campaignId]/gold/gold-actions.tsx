"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { useCampaign, useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import type { GoldView } from "@/server/gold/schemas";
import { GoldDialog } from "./gold-dialog";

/** What can be done about a known comparison: it is changed until somebody was given it, and retired at any time. */
export function GoldActions({ gold, campaignId }: { gold: GoldView; campaignId: string }) {
  const campaign = useCampaign(campaignId);
  const [isEditing, setEditing] = useState(false);
  return (
    <>
      {gold.mayEdit && (
        <Button
          size="small"
          look="quiet"
          className="-my-1.5"
          aria-label={`Change: ${gold.prompt.slice(0, 60)}`}
          onClick={() => setEditing(true)}
        >
          Change…
        </Button>
      )}
      <RetireButton gold={gold} campaignId={campaignId} />
      {isEditing && (
        <GoldDialog use={gold.use} campaign={campaign} known={gold} onClose={() => setEditing(false)} />
      )}
    </>
  );
}

/** Takes a known comparison out of use, or back into it; its answers are kept either way. */
function RetireButton({ gold, campaignId }: { gold: GoldView; campaignId: string }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const input = { campaignId, goldId: gold.id };
  const retire = useMutation(trpc.gold.retire.mutationOptions({ onSuccess: refresh }));
  const restore = useMutation(trpc.gold.restore.mutationOptions({ onSuccess: refresh }));
  const isRetired = gold.retiredAt !== null;
  const { mutate, isPending } = isRetired ? restore : retire;
  return (
    <Button
      size="small"
      look="quiet"
      className="-my-1.5"
      busy={isPending}
      aria-label={`${isRetired ? "Use again" : "Retire"}: ${gold.prompt.slice(0, 60)}`}
      onClick={() => mutate(input)}
    >
      {isRetired ? "Use again" : "Retire"}
    </Button>
  );
}
