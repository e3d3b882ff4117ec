import type { Metadata } from "next";
import type { ReactNode } from "react";
import { askAhead, Prefetched } from "@/app/_trpc/prefetched";
import { TabsNav } from "@/app/_ui/tabs-nav";
import { CampaignHeader } from "./campaign-header";

interface Props {
  params: Promise<{ campaignId: string }>;
  children: ReactNode;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { campaignId } = await params;
  const { name } = await askAhead((trpc, client) =>
    client.fetchQuery(trpc.campaign.get.queryOptions({ campaignId })),
  );
  return { title: { default: name, template: `%s · ${name} · Tiebreak` } };
}

export default async function CampaignLayout({ params, children }: Props) {
  const { campaignId } = await params;
  const base = `/campaigns/${campaignId}`;
  return (
    <Prefetched
      queries={(trpc, client) => [client.fetchQuery(trpc.campaign.get.queryOptions({ campaignId }))]}
    >
      <CampaignHeader campaignId={campaignId} />
      <TabsNav
        label="Campaign"
        tabs={[
          { href: base, title: "Overview" },
          { href: `${base}/data`, title: "Data" },
          { href: `${base}/noise`, title: "Noise" },
          { href: `${base}/order`, title: "Order" },
          { href: `${base}/plan`, title: "Plan" },
          { href: `${base}/comparisons`, title: "Comparisons" },
          { href: `${base}/gold`, title: "Gold" },
          { href: `${base}/report`, title: "Report" },
        ]}
      />
      {children}
    </Prefetched>
  );
}
