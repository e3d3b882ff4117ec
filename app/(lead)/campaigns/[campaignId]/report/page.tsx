import type { Metadata } from "next";
import { Prefetched } from "@/app/_trpc/prefetched";
import { Report } from "./report";

export const metadata: Metadata = { title: "Report" };

interface Props {
  params: Promise<{ campaignId: string }>;
}

export default async function ReportPage({ params }: Props) {
  const { campaignId } = await params;
  return (
    <Prefetched queries={(trpc, client) => [client.fetchQuery(trpc.report.get.queryOptions({ campaignId }))]}>
      <Report campaignId={campaignId} />
    </Prefetched>
  );
}
