import { useTranslations } from "use-intl/react";
import { errorCode, errorReason, isRefusal } from "@/app/_trpc/trpc-error";

/** A sentence to show to an annotator, in their language: by the server's reason, else by its code. */
export function useErrorWords(): (error: unknown) => string {
  const t = useTranslations("errors");
  return (error) => {
    const [reason, code] = [errorReason(error), errorCode(error)];
    if (reason && t.has(`reasons.${reason}`)) return t(`reasons.${reason}`);
    if (code && t.has(`codes.${code}`)) return t(`codes.${code}`);
    if (!isRefusal(error)) return error instanceof Error ? error.message : t("server");
    if (!error.data) return t("unreachable");
    return error.data.code === "BAD_REQUEST" ? t("codes.invalid_input") : t("server");
  };
}
