import type { Metadata } from "next";
import { Prefetched } from "@/app/_trpc/prefetched";
import { Order } from "./order";

export const metadata: Metadata = { title: "Order" };

interface Props {
  params: Promise<{ campaignId: string }>;
}

export default async function OrderPage({ params }: Props) {
  const { campaignId } = await params;
  return (
    <Prefetched
      queries={(trpc, client) => [
        client.fetchQuery(trpc.ranking.metrics.queryOptions({ campaignId })),
        client.fetchQuery(trpc.ranking.choices.queryOptions({ campaignId })),
      ]}
    >
      <Order campaignId={campaignId} />
    </Prefetched>
  );
}
