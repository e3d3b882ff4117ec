import { type Language, languageCookie, preferredLanguage } from "./languages";

/** Tells a page's server components its language; set on every page's request, so that nobody else can. */
export const pageLanguageHeader = "x-tiebreak-language";

interface PageRequest {
  nextUrl: { pathname: string };
  cookies: { get(name: string): { value: string } | undefined };
  headers: { get(name: string): string | null };
}

/** A lead's pages are in English; all others in the visitor's language. */
export function pageLanguage({ nextUrl, cookies, headers }: PageRequest): Language {
  if (/^\/campaigns(\/|$)/.test(nextUrl.pathname)) return "en";
  return preferredLanguage({
    chosen: cookies.get(languageCookie)?.value,
    accepted: headers.get("accept-language"),
  });
}
