import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Account } from "@/app/_session/account";
import { LanguageSwitch } from "@/app/_ui/language-switch";
import { Logo } from "@/app/_ui/logo";
import { PlainLink } from "@/app/_ui/plain-link";
import { textLinkClasses } from "@/app/_ui/text-link-classes";
import type { Theme } from "@/app/_ui/theme";
import { OpensOffline } from "./keeping/opens-offline";
import { ReadingPanel } from "./reading/reading-panel";

export interface DeskPerson {
  userName: string;
  hasOtherCampaigns: boolean;
  theme: Theme;
}

interface Props extends DeskPerson {
  campaignName: string;
  /** How far one is. */
  tally?: ReactNode;
  /** Buttons for this campaign. */
  tools?: ReactNode;
}

/** One quiet line: the campaign, one's own count, how one reads, and the menu. */
export function DeskHeader({ campaignName, userName, hasOtherCampaigns, theme, tally, tools }: Props) {
  const t = useTranslations("desk");
  return (
    <header className="border-b border-line bg-surface">
      <div className="mx-auto flex min-h-12 max-w-7xl flex-wrap items-center justify-between gap-x-3 gap-y-0.5 px-3 py-1.5 sm:px-4">
        {/* Long words in the tools take a line of their own before the name is gone. */}
        <div className="flex min-w-0 flex-1 basis-16 items-center gap-2.5">
          <Logo />
          <h1 className="truncate text-sm sm:text-base" dir="auto">
            {campaignName}
          </h1>
        </div>
        <div className="ms-auto flex min-w-0 flex-wrap items-center justify-end gap-1 text-sm sm:gap-2">
          {tally}
          {tools}
          <ReadingPanel theme={theme} />
          <button
            type="button"
            popoverTarget="desk-menu"
            className="min-h-8 cursor-pointer rounded-md px-2.5 font-medium hover:bg-sunken"
          >
            {t("menu")}
          </button>
          <div
            id="desk-menu"
            popover="auto"
            className="inset-auto end-2 top-12 m-0 w-60 rounded-lg border border-line bg-surface p-3 text-ink shadow-lg"
          >
            <div className="flex flex-col items-start gap-2">
              {hasOtherCampaigns && (
                <PlainLink href="/judge" className={textLinkClasses}>
                  {t("otherCampaigns")}
                </PlainLink>
              )}
              <LanguageSwitch />
              <OpensOffline />
              <div className="flex w-full items-center justify-between border-t border-line pt-2">
                <Account name={userName} />
              </div>
            </div>
          </div>
        </div>
      </div>
    </header>
  );
}
