import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Prefetched } from "@/app/_trpc/prefetched";
import { Why } from "./why";

export const metadata: Metadata = { title: "Why a comparison stands where it does" };

interface Props {
  params: Promise<{ campaignId: string; comparisonId: string }>;
}

export default async function WhyPage({ params }: Props) {
  const { campaignId, comparisonId } = await params;
  if (!/^\d{1,15}$/.test(comparisonId)) notFound();
  const input = { campaignId, comparisonId: Number(comparisonId) };
  return (
    <Prefetched queries={(trpc, client) => [client.fetchQuery(trpc.comparison.explain.queryOptions(input))]}>
      <Why {...input} />
    </Prefetched>
  );
}
