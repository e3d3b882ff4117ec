import { useTranslations } from "use-intl/react";
import type { ShutOutCode } from "./use-desk";

/** What someone sees who was signed out or removed. */
export function ShutOut({ code }: { code: ShutOutCode }) {
  const t = useTranslations("desk.shutOut");
  return (
    <div className="m-auto max-w-md py-10 text-center" role="alert">
      <h2 className="text-xl">{t(`${code}.title`)}</h2>
      <p className="mt-2 text-muted">{t(`${code}.help`)}</p>
    </div>
  );
}
