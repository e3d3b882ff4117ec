import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { Account } from "@/app/_session/account";
import { ask } from "@/app/_trpc/server";
import { readTheme } from "@/app/_ui/read-theme";
import { SiteHeader } from "@/app/_ui/site-header";
import { ThemeSwitch } from "@/app/_ui/theme-switch";

/** The lead's side; whoever only judges is sent to the judging side. */
export default async function LeadLayout({ children }: { children: ReactNode }) {
  const [{ user }, theme] = await Promise.all([ask((api) => api.session.me()), readTheme()]);
  if (user.role !== "lead") redirect("/judge");
  return (
    <>
      <SiteHeader
        home="/campaigns"
        end={
          <>
            <ThemeSwitch initial={theme} />
            <Account name={user.name} />
          </>
        }
      />
      <main id="content" className="mx-auto max-w-6xl px-4 py-6">
        {children}
      </main>
    </>
  );
}
