import { isUnspaced } from "./scripts";

/** Marks that end a sentence in any script, with quotes, brackets and emphasis that may follow them. */
const ends = /[.!?…。！？｡．۔؟।॥։።။។][\p{Pe}\p{Pf}\p{Pi}"'*_]*(?=\s|$|[\u3000-\u9fff])/gu;
/** An earlier sentence on the same line: a word of three letters or more, its end, and a capital (or a script without). */
const earlierSentence = /\p{Ll}{3}[.!?]["”’)]?\s+["“‘(]?\p{Lu}|[。！？؟۔।]\s?\S/u;
const shortestLine = 40;
const shortestText = 200;

/** Small words that no sentence ends with, where a full stop is the rule. */
const openWords = new Set(
  [
    "the an and or but because although if their its your my our every whose whereas",
    "und oder aber weil dass eine einen einem einer eines dem des sowie",
    "et ou mais parce les une du aux dans dont leur lorsque puisque",
    "el los las una del pero porque aunque cuyo",
    "os uma das dos mas pela pelo cujo",
    "gli della degli delle nella perché nel dal",
    "het een maar omdat",
    "och eller ett att",
    "który która które oraz ponieważ",
    "и или но что чтобы который которая которые для",
  ].flatMap((words) => words.split(" ")),
);

/**
 * Whether a text ends in the middle of a sentence or with an empty list item. Says no when in doubt.
 *
 * The text must end two sentences with a full stop or its like, so that scripts (Thai) and styles without are passed over; its
 * last line must be prose. Then one of these: it ends with a comma, a dash or an opening bracket; with a small word that ends no
 * sentence; or, in a longer text, in lower case after another sentence on the same line.
 *
 * @example `endsMidSentence("It rained. We ran. Then she took the")` is true
 */
export function endsMidSentence(text: string): boolean {
  const trimmed = text.trimEnd();
  const lineStart = trimmed.lastIndexOf("\n") + 1;
  const lastLine = trimmed.slice(lineStart);
  if (endsWithEmptyItem(trimmed.slice(0, lineStart), lastLine.trim())) return true;
  return (
    (endsOpen(lastLine) || (trimmed.length >= shortestText && endsAfterSentence(lastLine))) &&
    isProse(lastLine) &&
    countSentences(trimmed) >= 2
  );
}

/** With a comma, a dash, an opening bracket or a small word that ends no sentence. */
function endsOpen(line: string): boolean {
  const last = line.slice(line.search(/\S+$/));
  if (!/[,、،，(（[{–—]$/u.test(last) && !openWords.has(last)) return false;
  const isLong = line.trim().split(/\s+/).length >= 6 || (line.length >= 20 && isUnspaced(line));
  return isLong && !/^\S*[@/]/u.test(last);
}

/** In lower case, a few words after a sentence on the same line. */
function endsAfterSentence(line: string): boolean {
  if (line.length < shortestLine || !/\p{Ll}$/u.test(line)) return false;
  const rest = afterLastSentence(line);
  return rest !== undefined && rest.split(/\s+/).length >= 3 && !isClosing(rest);
}

/** "3." after items 1 and 2, or a bullet after a bullet, with nothing behind it. */
function endsWithEmptyItem(before: string, last: string): boolean {
  const number = /^(\d{1,3})[.)]$/.exec(last)?.[1];
  if (number !== undefined) {
    const previous = new RegExp(`^\\s*${Number(number) - 1}[.)]\\s+\\S`, "m");
    return Number(number) > 1 && previous.test(before);
  }
  if (!/^[-*•]$/.test(last)) return false;
  const lines = before.trimEnd();
  return lines
    .slice(lines.lastIndexOf("\n") + 1)
    .trimStart()
    .startsWith(`${last} `);
}

/** Not code, a table, a heading, a quotation, a link or an address. */
function isProse(line: string): boolean {
  return (
    !/^\s*(?:#{1,6}\s|\||>|```|\$\$)|^(?: {4}|\t)|[{};|]\s*$/u.test(line) &&
    !/(?:https?:\/\/|www\.|[@#])\S*$/u.test(line) &&
    !/^\s*\*\*|\*\*\s*$/u.test(line)
  );
}

function countSentences(text: string): number {
  return text.match(ends)?.length ?? 0;
}

/** What follows the last sentence that ends on the line; undefined where none does. */
function afterLastSentence(line: string): string | undefined {
  if (!earlierSentence.test(line)) return undefined;
  const last = [...line.matchAll(ends)].at(-1);
  return last && line.slice(last.index + last[0].length).trim();
}

/** A closing formula, after which a full stop is often left out. */
function isClosing(rest: string): boolean {
  return /\b(?:you|help|helps|luck|day|questions?|know|assistance|further|regards|soon|today|journey|wishes)$/iu.test(
    rest,
  );
}
