"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import { languageCookie, languages } from "@/app/_messages/languages";
import { GlobeIcon } from "./icons";

/**
 * Lets a person choose the page's language; kept in a cookie. What is on the page stays: only its words are asked for
 * anew, and only once the server answers, since a page that fails to come would take the comparison with it.
 */
export function LanguageSwitch() {
  const t = useTranslations("common");
  const shown = useLocale().split("-")[0];
  const router = useRouter();
  const [chosen, setChosen] = useState<string>();
  const [isLoading, startLoading] = useTransition();
  const choose = (language: string) => {
    setChosen(language);
    startLoading(async () => {
      const isThere = await fetch("/api/health").then(
        ({ ok }) => ok,
        () => false,
      );
      if (isThere) {
        document.cookie = `${languageCookie}=${language}; path=/; max-age=31536000; samesite=lax`;
        startLoading(() => router.refresh());
      } else setChosen(undefined);
    });
  };
  return (
    <label className="inline-flex items-center gap-1 text-muted">
      <GlobeIcon />
      <span className="sr-only">{t("language")}</span>
      <select
        value={isLoading ? (chosen ?? shown) : shown}
        aria-busy={isLoading}
        onChange={(event) => choose(event.target.value)}
        className="cursor-pointer rounded border border-transparent bg-transparent py-1 text-sm text-muted hover:text-ink"
      >
        {Object.entries(languages).map(([language, name]) => (
          <option key={language} value={language} lang={language} dir="auto" className="bg-surface text-ink">
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
