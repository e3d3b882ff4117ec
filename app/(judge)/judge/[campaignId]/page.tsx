import type { Metadata } from "next";
import { serverWords } from "@/app/_messages/server-words";
import { ask, askIfAllowed } from "@/app/_trpc/server";
import { PlainPage } from "@/app/_ui/plain-page";
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
    askIfAllowed((api) => api.task.desk({ campaignId })),
    ask((api) => api.session.me()),
    readTheme(),
  ]);
  if (desk === null) return <ShutOutPage />;
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

/** What someone finds who has left or was removed, as the desk says it to who was at work then. */
async function ShutOutPage() {
  const t = await serverWords("desk.shutOut.not_allowed");
  return (
    <PlainPage title={t("title")}>
      <p>{t("help")}</p>
    </PlainPage>
  );
}
