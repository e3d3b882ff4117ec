"use client";

import { useTranslations } from "use-intl/react";

/** The way past the header, for those who go by keyboard. */
export function SkipLink() {
  const t = useTranslations("common");
  return (
    <a
      href="#content"
      className="sr-only focus:not-sr-only focus:absolute focus:z-20 focus:bg-surface focus:px-3 focus:py-2"
    >
      {t("skipToContent")}
    </a>
  );
}
