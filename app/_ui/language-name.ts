/** A language code in English and in itself. @example languageName("ar") === "Arabic · العربية" */
export function languageName(code: string): string {
  if (code === "und") return "Not stated";
  try {
    const english = new Intl.DisplayNames(["en"], { type: "language" }).of(code) ?? code;
    const own = new Intl.DisplayNames([code], { type: "language" }).of(code) ?? code;
    return own.toLowerCase() === english.toLowerCase() ? english : `${english} · ${own}`;
  } catch {
    // Not a language tag: the lead's own word for the group.
    return code;
  }
}
