import { refusal } from "../noise/refusal";
import { isUnspaced } from "../noise/scripts";
import { splitWords } from "../text/split-words";
import { countFormatting, type Formatting } from "./count-formatting";
import { fleschReadingEase } from "./flesch-reading-ease";
import { diversityWindow, movingTypeTokenRatio } from "./lexical-diversity";

/** A value, or why there is none. */
export type Measured<Reason extends string> =
  | { kind: "known"; value: number }
  | { kind: "unknown"; reason: Reason };

/** What a completion is like, whatever it says. */
export interface TextProfile extends Formatting {
  /** Words by the rule of all word metrics, punctuation marks counting as words. */
  words: number;
  /** Code points. */
  characters: number;
  /** Moving-average type–token ratio of its prose, in (0, 1]. `unspaced-script`: its words cannot be told by spaces. */
  diversity: Measured<"too-short" | "unspaced-script">;
  /** Flesch's reading ease of its prose; the formula is of English alone. */
  readability: Measured<"not-english" | "no-words">;
  /** Whether it declines to answer, by the detector of refusals. */
  isRefusal: boolean;
}

/**
 * Length, variety of words, readability, formatting and refusal of one completion.
 *
 * @param language the prompt's language tag, such as "en" or "zh-Hant"; null where it is not known.
 * @example profileText("# Answer\n\n- **Yes.**", "en").listItems // 1
 */
export function profileText(text: string, language: string | null): TextProfile {
  const { formatting, prose } = countFormatting(text);
  return {
    words: splitWords(text).length,
    characters: countCharacters(text),
    ...formatting,
    diversity: diversityOf(prose),
    readability: readabilityOf(prose, language),
    isRefusal: refusal.inspect({ text, prompt: "", language, metadata: null, model: "" }) !== undefined,
  };
}

function diversityOf(prose: string): TextProfile["diversity"] {
  if (isUnspaced(prose)) return { kind: "unknown", reason: "unspaced-script" };
  const words = splitWords(prose).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const value = movingTypeTokenRatio(words, diversityWindow);
  return value === undefined ? { kind: "unknown", reason: "too-short" } : { kind: "known", value };
}

function readabilityOf(prose: string, language: string | null): TextProfile["readability"] {
  if (!/^en(?:g)?(?:[-_]|$)/i.test(language ?? "")) return { kind: "unknown", reason: "not-english" };
  const value = fleschReadingEase(prose);
  return value === undefined ? { kind: "unknown", reason: "no-words" } : { kind: "known", value };
}

function countCharacters(text: string): number {
  let pairs = 0;
  for (let i = 0; i + 1 < text.length; i++)
    if ((text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) pairs++;
  return text.length - pairs;
}
