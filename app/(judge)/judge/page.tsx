import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { serverWords } from "@/app/_messages/server-words";
import { Account } from "@/app/_session/account";
import { ask } from "@/app/_trpc/server";
import { CampaignStateBadge } from "@/app/_ui/campaign-state-badge";
import { EmptyState } from "@/app/_ui/empty-state";
import { LanguageSwitch } from "@/app/_ui/language-switch";
import { readTheme } from "@/app/_ui/read-theme";
import { SiteHeader } from "@/app/_ui/site-header";
import { ThemeSwitch } from "@/app/_ui/theme-switch";

export async function generateMetadata(): Promise<Metadata> {
  const t = await serverWords("arrive.campaigns");
  return { title: t("title") };
}

/** The campaigns that one judges; with only one, its desk. */
export default async function JudgePage() {
  const [{ user, memberships }, theme, t] = await Promise.all([
    ask((api) => api.session.me()),
    readTheme(),
    serverWords("arrive.campaigns"),
  ]);
  const mine = memberships.filter(({ role }) => role === "annotator");
  if (mine.length === 1 && mine[0]) redirect(`/judge/${mine[0].campaignId}`);
  return (
    <>
      <SiteHeader
        home="/judge"
        end={
          <>
            <LanguageSwitch />
            <ThemeSwitch initial={theme} />
            <Account name={user.name} />
          </>
        }
      />
      <main id="content" className="mx-auto max-w-2xl px-4 py-8">
        <h1 className="mb-4 text-xl">{t("title")}</h1>
        {mine.length === 0 ? (
          <EmptyState title={t("none.title")}>{t("none.text")}</EmptyState>
        ) : (
          <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
            {mine.map(({ campaignId, campaignName, campaignState }) => (
              <li key={campaignId}>
                <Link
                  href={`/judge/${campaignId}`}
                  prefetch={false}
                  className="flex min-h-14 items-center justify-between gap-4 px-4 py-2 hover:bg-sunken"
                >
                  <span className="font-medium wrap-anywhere" dir="auto">
                    {campaignName}
                  </span>
                  <CampaignStateBadge state={campaignState} />
                </Link>
              </li>
            ))}
          </ul>
        )}
      </main>
    </>
  );
}
