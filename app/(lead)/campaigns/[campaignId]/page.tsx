import { Prefetched } from "@/app/_trpc/prefetched";
import { Overview } from "./overview";

interface Props {
  params: Promise<{ campaignId: string }>;
}

export default async function OverviewPage({ params }: Props) {
  const { campaignId } = await params;
  return (
    <Prefetched
      queries={(trpc, client) => [
        client.fetchQuery(trpc.campaign.progress.queryOptions({ campaignId })),
        client.fetchQuery(trpc.member.list.queryOptions({ campaignId })),
        client.fetchQuery(trpc.flag.list.queryOptions({ campaignId })),
        client.fetchQuery(trpc.flag.skipped.queryOptions({ campaignId })),
      ]}
    >
      <Overview campaignId={campaignId} />
    </Prefetched>
  );
}
