import { useLocale } from "use-intl/react";
import { directionOf } from "./languages";

/** Which way the page's language runs, for words within what keeps its sides in every language. */
export function useDirection(): "ltr" | "rtl" {
  return directionOf(useLocale());
}
