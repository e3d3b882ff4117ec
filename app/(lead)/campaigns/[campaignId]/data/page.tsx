import type { Metadata } from "next";
import { Prefetched } from "@/app/_trpc/prefetched";
import { Data } from "./data";

export const metadata: Metadata = { title: "Data" };

interface Props {
  params: Promise<{ campaignId: string }>;
}

export default async function DataPage({ params }: Props) {
  const { campaignId } = await params;
  return (
    <Prefetched
      queries={(trpc, client) => [
        client.fetchQuery(trpc.import.list.queryOptions({ campaignId })),
        client.fetchQuery(trpc.endpoint.list.queryOptions({ campaignId })),
        client.fetchQuery(trpc.endpoint.newestFetch.queryOptions({ campaignId })),
      ]}
    >
      <Data campaignId={campaignId} />
    </Prefetched>
  );
}
