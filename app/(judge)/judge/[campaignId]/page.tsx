import type { Metadata } from "next";
import { serverWords } from "@/app/_messages/server-words";
import { ask } from "@/app/_trpc/server";
import { readTheme } from "@/app/_ui/read-theme";
import { Desk } from "./desk";

interface Props {
  params: Promise<{ campaignId: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await serverWords("desk");
  return { title: t("pageTitle") };
}

/** Reads only: the comparison itself is claimed by the page in the browser, so that a prefetch leases nothing. */
export default async function DeskPage({ params }: Props) {
  const { campaignId } = await params;
  const [desk, me, theme] = await Promise.all([
    ask((api) => api.task.desk({ campaignId })),
    ask((api) => api.session.me()),
    readTheme(),
  ]);
  const campaigns = me.memberships.filter(({ role }) => role === "annotator").length;
  return (
    <Desk
      campaignId={campaignId}
      desk={desk}
      userId={me.user.id}
      userName={me.user.name}
      hasOtherCampaigns={campaigns > 1}
      theme={theme}
    />
  );
}
