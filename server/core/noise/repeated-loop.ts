import type { CompletionDetector } from "./detector";
import { beginningOf } from "./excerpt";

/** Only so many characters before the end are looked at. */
const tailLength = 4_000;
/** The repeated part must be so long, and there must be so many repetitions. */
const leastLength = 120;
const leastRepetitions = 4;
const letter = /[\p{L}\p{Extended_Pictographic}]/u;

/**
 * Completions that end in a loop: the same stretch of text four times or more in a row at the end, over 120 characters
 * or more; or the same line four times or more, whatever number it begins with.
 *
 * The stretch must hold a letter or a picture: rulers, dots and digits repeat in good texts. A last repetition may be cut off.
 *
 * Source: periods by the Z function of the reversed end (Gusfield 1997, §1.3), so that no list of n-grams is needed.
 *
 * @example "I do not know. " forty times is found; a chorus of three lines is not.
 */
export const repeatedLoop: CompletionDetector = {
  id: "repeated-loop",
  version: 1,
  title: "Repeated loop",
  summary: "The end repeats the same words or lines over and over.",
  effect:
    "A model that falls into loops looks better without them: leave it out when a setting was to blame.",
  source: "Periods of the end by the Z function (Gusfield 1997)",
  advised: false,
  looksAt: "completion",
  inspect({ text }) {
    const trimmed = text.trimEnd();
    return findPeriod(trimmed.slice(-tailLength)) ?? findRepeatedLine(trimmed);
  },
};

function findPeriod(tail: string): string | undefined {
  // A loop holds its last characters twice or more; most texts do not.
  const last = tail.slice(-leastLength / leastRepetitions);
  if (tail.lastIndexOf(last, tail.length - last.length - 1) === -1) return undefined;
  const reach = zOfReversed(tail);
  for (let period = 1; period * leastRepetitions <= tail.length; period++) {
    const length = reach[period]! + period;
    if (length < leastLength || length < leastRepetitions * period) continue;
    const unit = tail.slice(tail.length - period);
    if (!letter.test(unit)) continue;
    return seen(Math.floor(length / period), tail.slice(tail.length - length).slice(0, period));
  }
  return undefined;
}

/** For each shift, how many characters from the end agree with those that many places before. */
function zOfReversed(text: string): Int32Array {
  const n = text.length;
  const z = new Int32Array(n + 1);
  const at = (i: number) => text.charCodeAt(n - 1 - i);
  for (let i = 1, left = 0, right = 0; i < n; i++) {
    let reach = i < right ? Math.min(right - i, z[i - left]!) : 0;
    while (i + reach < n && at(reach) === at(i + reach)) reach++;
    z[i] = reach;
    if (i + reach > right) {
      left = i;
      right = i + reach;
    }
  }
  return z;
}

function findRepeatedLine(text: string): string | undefined {
  const lines = linesFromEnd(text);
  const last = lines.next().value ?? "";
  const wanted = lines.next().value ?? "";
  if (last === "" || !wanted.startsWith(last)) return undefined;
  if (wanted.length < 15 || !/\p{L}.*\s.*\p{L}/u.test(wanted)) return undefined;
  let repetitions = last === wanted ? 2 : 1;
  for (const line of lines) {
    if (line !== wanted) break;
    repetitions++;
  }
  const isLoop = repetitions >= leastRepetitions && repetitions * wanted.length >= leastLength;
  return isLoop ? seen(repetitions, wanted) : undefined;
}

/** The lines that hold something beside a number or bullet, the last one first. */
function* linesFromEnd(text: string): Generator<string, undefined> {
  for (let end = text.length; end > 0; ) {
    const start = text.lastIndexOf("\n", end - 1);
    const line = withoutMarker(text.slice(start + 1, end));
    if (line !== "") yield line;
    end = start;
  }
  return undefined;
}

/** A line without bullet, number or white space at its ends. */
function withoutMarker(line: string): string {
  return line.replace(/^[\s\d\p{P}]+/u, "").trimEnd();
}

function seen(repetitions: number, unit: string): string {
  return `The end repeats ${beginningOf(unit)} ${repetitions} times.`;
}
