"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { isTheme, type Theme, themeCookie, themes } from "./theme";

/** Lets a person override the system's light or dark; kept in a cookie, so that the server draws it right at once. */
export function ThemeSwitch({ initial }: { initial: Theme }) {
  const t = useTranslations("common.colours");
  const [theme, setTheme] = useState(initial);
  const choose = (next: string) => {
    if (!isTheme(next)) return;
    setTheme(next);
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    document.cookie = `${themeCookie}=${next}; path=/; max-age=31536000; samesite=lax`;
  };
  return (
    <label className="inline-flex items-center">
      <span className="sr-only">{t("label")}</span>
      <select
        value={theme}
        onChange={(event) => choose(event.target.value)}
        className="cursor-pointer rounded border border-transparent bg-transparent py-1 text-sm text-muted hover:text-ink"
      >
        {themes.map((name) => (
          <option key={name} value={name} className="bg-surface text-ink">
            {t(name)}
          </option>
        ))}
      </select>
    </label>
  );
}
