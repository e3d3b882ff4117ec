/** The languages of the annotators' pages, each by its own name. Another one is a line here and its file of messages. */
export const languages = {
  ar: "العربية",
  de: "Deutsch",
  en: "English",
  es: "Español",
  fr: "Français",
  hi: "हिन्दी",
  id: "Bahasa Indonesia",
  ja: "日本語",
  pt: "Português",
  ru: "Русский",
  sw: "Kiswahili",
  tr: "Türkçe",
  zh: "简体中文",
} as const;

export type Language = keyof typeof languages;
export const languageCookie = "tiebreak-language";

export function isLanguage(value: unknown): value is Language {
  return typeof value === "string" && Object.hasOwn(languages, value);
}

/** Which way its script runs. @example directionOf("ar") === "rtl" */
export function directionOf(language: string): "ltr" | "rtl" {
  return /^(ar|dv|fa|he|ks|ku-arab|ps|sd|ug|ur|yi)\b/i.test(language) ? "rtl" : "ltr";
}

/** The name by which Intl formats in a language; digits are those of the keys and of most completions. */
export function formatLocale(language: Language): string {
  return `${language}-u-nu-latn`;
}

/**
 * The language of someone's pages: the one they chose, else the first that their browser asks for, else English.
 * @example preferredLanguage({ chosen: undefined, accepted: "pt-BR,en;q=0.8" }) === "pt"
 */
export function preferredLanguage(visitor: {
  chosen: string | undefined;
  /** An Accept-Language header. */
  accepted: string | null;
}): Language {
  if (isLanguage(visitor.chosen)) return visitor.chosen;
  const wanted = (visitor.accepted ?? "")
    .split(",")
    .map((entry) => {
      const [tag = "", ...parameters] = entry.split(";").map((part) => part.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
      return { language: tag.split("-")[0], weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return wanted.map(({ language }) => language).find(isLanguage) ?? "en";
}
