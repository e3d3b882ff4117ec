import type { Metadata } from "next";
import { Prefetched } from "@/app/_trpc/prefetched";
import { Noise } from "./noise";

export const metadata: Metadata = { title: "Noise" };

interface Props {
  params: Promise<{ campaignId: string }>;
}

export default async function NoisePage({ params }: Props) {
  const { campaignId } = await params;
  return (
    <Prefetched queries={(trpc, client) => [client.fetchQuery(trpc.noise.get.queryOptions({ campaignId }))]}>
      <Noise campaignId={campaignId} />
    </Prefetched>
  );
}
