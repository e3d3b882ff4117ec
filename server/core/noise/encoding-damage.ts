import type { CompletionDetector } from "./detector";
import { findMisread } from "./misread-bytes";

/** The prompt or the text is about characters and their encodings. */
const isAboutEncodings =
  /mojibake|unicode|utf-?8|utf-?16|encod|charset|ascii|latin-?1|cp-?1252|code ?point|\bbytes?\b|escape sequence|escape code|control character/i;

/**
 * Completions that were damaged on their way: characters that stand for lost ones (U+FFFD), halves of surrogate pairs,
 * control characters, and UTF-8 that was read as Windows-1252 ("Ã©" for "é").
 *
 * Tab, line feed, carriage return, form feed, vertical tab and next line are not damage. Prompts and texts that speak of encodings
 * are passed over.
 *
 * Source: the structure of UTF-8 (RFC 3629) and Windows-1252.
 *
 * @example "cafÃ©", "itâ€™s" and "lost \ufffd text" are found, "café", "CAFÉ»" and "SÃO" are not.
 */
export const encodingDamage: CompletionDetector = {
  id: "encoding-damage",
  version: 1,
  title: "Damaged encoding",
  summary: "Lost or garbled characters: U+FFFD, control characters, “Ã©” for “é”.",
  effect: "Damage on the way is no model's doing: leave it out, or mend the file and import it again.",
  source: "UTF-8 (RFC 3629) read as Windows-1252",
  advised: true,
  looksAt: "completion",
  inspect({ text, prompt }) {
    const seen = findBadCharacter(text) ?? (/[^\p{ASCII}]/u.test(text) ? findMisread(text) : undefined);
    if (!seen || isAboutEncodings.test(prompt) || isAboutEncodings.test(text)) return undefined;
    return seen;
  },
};

function findBadCharacter(text: string): string | undefined {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x20 && unit < 0x7f) continue;
    if (unit === 0xfffd) return "A character was lost: it holds U+FFFD.";
    if (isControl(unit)) return `It holds the control character U+${unit.toString(16).padStart(4, "0")}.`;
    if (unit < 0xd800 || unit > 0xdfff) continue;
    const isPair = unit < 0xdc00 && isLowSurrogate(text.charCodeAt(i + 1));
    if (!isPair) return "It holds half of a character (a lone surrogate).";
    i++;
  }
  return undefined;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** Tab to carriage return are white space, and so is U+0085. */
function isControl(unit: number): boolean {
  return unit < 0x09 || (unit > 0x0d && unit < 0x20) || (unit >= 0x7f && unit < 0xa0 && unit !== 0x85);
}
