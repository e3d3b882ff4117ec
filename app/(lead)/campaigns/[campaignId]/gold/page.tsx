import type { Metadata } from "next";
import { Prefetched } from "@/app/_trpc/prefetched";
import { Gold } from "./gold";

export const metadata: Metadata = { title: "Gold" };

interface Props {
  params: Promise<{ campaignId: string }>;
}

export default async function GoldPage({ params }: Props) {
  const { campaignId } = await params;
  return (
    <Prefetched queries={(trpc, client) => [client.fetchQuery(trpc.gold.list.queryOptions({ campaignId }))]}>
      <Gold campaignId={campaignId} />
    </Prefetched>
  );
}
