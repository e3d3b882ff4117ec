import type { Metadata } from "next";
import { Prefetched } from "@/app/_trpc/prefetched";
import { Comparisons } from "./comparisons";

export const metadata: Metadata = { title: "Comparisons" };

interface Props {
  params: Promise<{ campaignId: string }>;
}

export default async function ComparisonsPage({ params }: Props) {
  const { campaignId } = await params;
  return (
    <Prefetched
      queries={(trpc, client) => [client.fetchQuery(trpc.ranking.choices.queryOptions({ campaignId }))]}
    >
      <Comparisons campaignId={campaignId} />
    </Prefetched>
  );
}
