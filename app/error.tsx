"use client";

import { useTranslations } from "use-intl/react";
import { Button } from "./_ui/button";
import { buttonClasses } from "./_ui/button-classes";
import { PlainLink } from "./_ui/plain-link";
import { PlainPage } from "./_ui/plain-page";

/** What a page that failed turns into. The log has the same digest beside the cause. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const t = useTranslations("arrive.failed");
  const common = useTranslations("common");
  const { digest } = error;
  return (
    <PlainPage title={t("title")}>
      <p>{t("text")}</p>
      {digest && (
        <p>{t.rich("code", { digest, code: (shown) => <code className="font-mono">{shown}</code> })}</p>
      )}
      <div className="flex gap-2">
        <Button look="primary" onClick={reset}>
          {common("tryAgain")}
        </Button>
        <PlainLink href="/" className={buttonClasses({})}>
          {common("startPage")}
        </PlainLink>
      </div>
    </PlainPage>
  );
}
