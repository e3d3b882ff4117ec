import type { Metadata } from "next";
import { Prefetched } from "@/app/_trpc/prefetched";
import { Plan } from "./plan";
import { readPlanAddress } from "./plan-address";

export const metadata: Metadata = { title: "Plan" };

interface Props {
  params: Promise<{ campaignId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function PlanPage({ params, searchParams }: Props) {
  const { campaignId } = await params;
  const search = await searchParams;
  const { assumptions } = readPlanAddress((key) => {
    const value = search[key];
    return Array.isArray(value) ? value[0] : value;
  });
  const input = { campaignId, ...assumptions };
  return (
    <Prefetched queries={(trpc, client) => [client.fetchQuery(trpc.plan.get.queryOptions(input))]}>
      <Plan campaignId={campaignId} />
    </Prefetched>
  );
}
