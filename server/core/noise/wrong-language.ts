import type { CompletionDetector } from "./detector";
import { type ExpectedWriting, expectedWriting, isAlike, latinProfiles } from "./languages";
import { countScripts } from "./scripts";

/** Only so much of a text is looked at. */
const looked = 2_000;
/** Fewer letters say too little: scripts that write syllables or ideas need fewer. */
const leastLetters = 60;
const leastIdeographs = 25;
const leastWords = 20;
const leastDistinct = 6;
/** Share of a language's small words among all words that makes a text one of that language. */
const clearShare = 0.22;
/** Share of small words that the expected language does not have. */
const leastOnly = 0.12;

/** The prompt asks for another language, or names one. */
const asksForLanguage =
  /translat|language|english|french|german|spanish|chinese|japanese|korean|russian|arabic|hindi|italian|portuguese|dutch|polish|turkish|vietnamese|latin|übersetz|sprache|englisch|französisch|spanisch|tradui|traduc|tradu[zç]|traduz|langue|lengua|idioma|língua|lingua|angl[aeo]is|ingl[eéê]s|franc[eé]s|español|vertaal|taal\b|engels|översätt|översatt|engelsk|oversett|oversæt|käännä|englanni|tłumacz|język|angielsk|přelož|jazyk|anglick|fordít|angol|çevir|ingilizce|dịch|tiếng|terjemah|bahasa|inggris|переве[дс]|перекла|язык|мов[аиоу]|англий|англійськ|翻译|翻譯|翻訳|语言|語言|言語|英语|英文|英語|中文|日语|日語|日本語|번역|언어|영어|한국어|ترجم|لغة|الإنجليزية|انگلیسی|زبان|अनुवाद|भाषा|अंग्रे|অনুবাদ|ভাষা|ইংরেজি|แปล|ภาษา|תרגמ|תרגם|שפה|אנגלית|μετάφρ|γλώσσα|αγγλικ/iu;

/**
 * Completions in another language than the prompt's tag says.
 *
 * Script first: nearly all letters are of a script that the language is not written in. For Latin letters, and where both
 * languages share them, by small words: another language's make up 22 % of all words or more, those that the expected one
 * does not have are 12 % and four times as many as the other way round, and the two are not close relatives. Not looked at: code, short texts (under 60 letters or 20 words),
 * tags of no known language, prompts that speak of a language or of translation.
 *
 * Source: small words after Grefenstette 1995; scripts by Unicode blocks.
 *
 * @example an English paragraph under a prompt tagged "de" is found.
 */
export const wrongLanguage: CompletionDetector = {
  id: "wrong-language",
  version: 1,
  title: "Wrong language",
  summary:
    "Written in another language than the prompt's tag says; code, short texts and translations are passed over.",
  effect:
    "Answering in the wrong language is often a model's own failure: without it that model looks better.",
  source: "Scripts by Unicode blocks; small words (Grefenstette 1995)",
  advised: false,
  looksAt: "completion",
  inspect({ text, prompt, language }) {
    const expected = language === null ? undefined : expectedWriting(language);
    if (!expected || beginsAsExpected(text.slice(0, 600), expected)) return undefined;
    const prose = withoutCode(text.slice(0, looked));
    const seen =
      prose === undefined ? undefined : (findByScript(prose, expected) ?? findByWords(prose, expected));
    if (!seen || asksForLanguage.test(prompt)) return undefined;
    return `Seems to be ${seen}; the prompt's language is ${language}.`;
  },
};

/** Whether the first lines leave no doubt, as in nearly all texts. */
function beginsAsExpected(beginning: string, { language, scripts }: ExpectedWriting): boolean {
  const small = latinProfiles.get(language)?.words;
  if (small) {
    const words = beginning.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
    const own = words.filter((word) => word.length > 1 && small.has(word)).length;
    return own >= clearShare * words.length && own >= leastDistinct;
  }
  // Japanese and Chinese share a script.
  if (!scripts || scripts.includes("Han")) return false;
  const counts = countScripts(beginning);
  return scripts.reduce((sum, script) => sum + (counts.get(script) ?? 0), 0) > leastLetters;
}

/** The text without fenced code, inline code and addresses; undefined when it is mostly code. */
function withoutCode(text: string): string | undefined {
  const prose = text
    .replaceAll(/^ {0,3}(```|~~~)[^\n]*\n[\s\S]*?(?:^ {0,3}\1|$(?![\s\S]))/gmu, " ")
    .replaceAll(/`[^`\n]*`|https?:\/\/\S+|\S+@\S+/gu, " ");
  if (2 * prose.trim().length < text.trim().length) return undefined;
  const signs = prose.match(/[{}()[\];=<>_\\|$#+/]/gu)?.length ?? 0;
  return signs > 0.05 * prose.length ? undefined : prose;
}

function findByScript(prose: string, { language, scripts }: ExpectedWriting): string | undefined {
  if (!scripts) return undefined;
  const counts = countScripts(prose, looked);
  const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
  const own = scripts.reduce((sum, script) => sum + (counts.get(script) ?? 0), 0);
  const kana = (counts.get("Hiragana") ?? 0) + (counts.get("Katakana") ?? 0);
  const ideographs = counts.get("Han") ?? 0;
  if (language === "ja" && ideographs >= 2 * leastIdeographs && ideographs > 0.8 * total && kana === 0)
    return "in Chinese";
  if (/^(zh|yue|wuu)$/.test(language) && kana >= leastIdeographs && kana > 0.25 * total) return "in Japanese";
  if (own > 0.1 * total) return undefined;
  const [script, count] = mostFrequent(counts);
  // Latin letters may be a romanisation: the words must tell which language it is.
  if (script === "Latin" || count < 0.8 * total) return undefined;
  return count >= (dense.has(script) ? leastIdeographs : leastLetters) ? `in ${script} script` : undefined;
}

const dense = new Set(["Chinese", "Japanese", "Hangul"]);

/** The script with the most letters, kana and ideographs counting as one. */
function mostFrequent(counts: ReadonlyMap<string, number>): [script: string, count: number] {
  const merged = new Map(counts);
  const kana = (counts.get("Hiragana") ?? 0) + (counts.get("Katakana") ?? 0);
  for (const script of ["Hiragana", "Katakana", "Han"]) merged.delete(script);
  merged.set(kana > 0 ? "Japanese" : "Chinese", kana + (counts.get("Han") ?? 0));
  return [...merged].reduce((most, entry) => (entry[1] > most[1] ? entry : most));
}

function findByWords(prose: string, { language, scripts }: ExpectedWriting): string | undefined {
  const words = prose.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  if (words.length < leastWords) return undefined;
  const shares = smallWordShares(words);
  const [best, share] = [...shares].reduce((most, entry) => (entry[1] > most[1] ? entry : most));
  if (share < clearShare || isAlike(best, language)) return undefined;
  const { name, words: small } = latinProfiles.get(best)!;
  const hits = words.filter((word) => word.length > 1 && small.has(word));
  if (new Set(hits).size < leastDistinct) return undefined;
  const own = latinProfiles.get(language);
  if (own) return isRatherThan(words, small, own.words) ? `in ${name}` : undefined;
  // Where Latin letters are not expected any language is wrong; else one that is not known here may share small
  // words with any, and English alone is told apart well enough.
  const isForeign = scripts !== undefined && !scripts.includes("Latin");
  return isForeign || (best === "en" && share >= 1.4 * clearShare) ? `in ${name}` : undefined;
}

/** Whether small words that only one of two languages has speak clearly for the first. */
function isRatherThan(
  words: readonly string[],
  first: ReadonlySet<string>,
  second: ReadonlySet<string>,
): boolean {
  const only = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
    words.filter((word) => word.length > 1 && one.has(word) && !other.has(word)).length;
  const forFirst = only(first, second);
  return forFirst >= leastOnly * words.length && forFirst >= 4 * only(second, first);
}

/** For each language, the share of words that are among its small words. */
function smallWordShares(words: readonly string[]): Map<string, number> {
  const shares = new Map([...latinProfiles.keys()].map((language) => [language, 0]));
  for (const word of words) {
    for (const language of languagesOfWord.get(word) ?? [])
      shares.set(language, shares.get(language)! + 1 / words.length);
  }
  return shares;
}

/** Single letters are left out: they are as often names of things. */
const languagesOfWord: ReadonlyMap<string, readonly string[]> = invert();

function invert(): Map<string, string[]> {
  const inverted = new Map<string, string[]>();
  for (const [language, { words }] of latinProfiles)
    for (const word of words)
      if (word.length > 1) inverted.set(word, [...(inverted.get(word) ?? []), language]);
  return inverted;
}
