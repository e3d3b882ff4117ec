"use client";

import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import type { GoldView } from "@/server/gold/schemas";

/** Takes a known comparison out of use, or back into it; its answers are kept either way. */
export function RetireButton({ gold, campaignId }: { gold: GoldView; campaignId: string }) {
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
