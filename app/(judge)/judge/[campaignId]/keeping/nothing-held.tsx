import { useTranslations } from "use-intl/react";

/** All that this device held is decided, and the server cannot be asked for more. */
export function NothingHeld() {
  const t = useTranslations("offline.nothingHeld");
  return (
    <div className="m-auto max-w-md py-10 text-center">
      <h2 className="text-xl">{t("title")}</h2>
      <p className="mt-2 text-muted">{t("text")}</p>
    </div>
  );
}
