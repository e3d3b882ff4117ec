import type { Metadata } from "next";
import { Prefetched } from "@/app/_trpc/prefetched";
import { LinkButton } from "@/app/_ui/link-button";
import { PageTitle } from "@/app/_ui/page-title";
import { CampaignTable } from "./campaign-table";

export const metadata: Metadata = { title: "Campaigns" };

export default function CampaignsPage() {
  return (
    <Prefetched queries={(trpc, client) => [client.fetchQuery(trpc.campaign.list.queryOptions())]}>
      <PageTitle
        title="Campaigns"
        description="A campaign compares models on a set of prompts by human judgment."
        actions={
          <LinkButton href="/campaigns/new" look="primary">
            New campaign
          </LinkButton>
        }
      />
      <CampaignTable />
    </Prefetched>
  );
}
