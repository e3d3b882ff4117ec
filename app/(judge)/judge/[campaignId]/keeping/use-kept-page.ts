import { useEffect, useSyncExternalStore } from "react";
import { useLocale } from "use-intl/react";
import { canKeepPages, keepPage } from "@/app/_device/keep-page";
import { forgetTexts } from "./desk-store";

/** Keeps the desk for its person, anew in each language that they choose, and forgets what the browser held for others who share it. */
export function useKeptPage(userId: string): void {
  const locale = useLocale();
  useEffect(() => {
    forgetTexts((memory) => memory.endsWith(`-${userId}`)).catch(() => undefined);
    let stop = () => {};
    // The first comparison comes before.
    const timer = setTimeout(() => {
      stop = keepPage(userId);
    }, 1_500);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [userId, locale]);
}

/** Whether the desk opens without a connection; undefined until the page has come alive. */
export function useCanKeepPages(): boolean | undefined {
  return useSyncExternalStore<boolean | undefined>(
    () => () => {},
    canKeepPages,
    () => undefined,
  );
}
