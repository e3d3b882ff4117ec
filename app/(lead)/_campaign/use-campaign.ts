import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTRPC } from "@/app/_trpc/client";
import type { CampaignView } from "@/server/campaign/campaign-view";

/** The campaign that the page is about; it was fetched with the page. */
export function useCampaign(campaignId: string): CampaignView {
  const trpc = useTRPC();
  return useSuspenseQuery(trpc.campaign.get.queryOptions({ campaignId })).data;
}

/** Asks again for everything on the page, after something was changed. */
export function useRefresh(): () => Promise<void> {
  const queryClient = useQueryClient();
  return useCallback(() => queryClient.invalidateQueries(), [queryClient]);
}
