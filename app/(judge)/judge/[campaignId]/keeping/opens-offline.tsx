import { useTranslations } from "use-intl/react";
import { useCanKeepPages } from "./use-kept-page";

/** Whether this page opens without a connection, and what it would take. */
export function OpensOffline() {
  const t = useTranslations("offline.opens");
  const canKeep = useCanKeepPages();
  // Of a browser that is too old for it there is nothing to say.
  if (canKeep === undefined || (!canKeep && window.isSecureContext)) return null;
  return <p className="text-sm text-muted">{t(canKeep ? "yes" : "needsHttps")}</p>;
}
