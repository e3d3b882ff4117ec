/** A language code in English, or the reader's language, and in itself. @example languageName("ar") === "Arabic · العربية" */
export function languageName(code: string, reader = "en"): string {
  if (code === "und" && reader === "en") return "Not stated";
  try {
    const readers = new Intl.DisplayNames([reader], { type: "language" }).of(code) ?? code;
    const own = new Intl.DisplayNames([code], { type: "language" }).of(code) ?? code;
    return own.toLowerCase() === readers.toLowerCase() ? readers : `${readers} · ${own}`;
  } catch {
    // Not a language tag: the lead's own word for the group.
    return code;
  }
}
