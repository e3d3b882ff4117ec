import "server-only";
import { headers } from "next/headers";
import { isLanguage, type Language } from "./languages";
import { pageLanguageHeader } from "./page-language";

/** The language of the page that is being made. */
export async function readLanguage(): Promise<Language> {
  const language = (await headers()).get(pageLanguageHeader);
  return isLanguage(language) ? language : "en";
}
