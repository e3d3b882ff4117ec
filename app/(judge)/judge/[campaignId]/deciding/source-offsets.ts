/** How far ahead in the source the next character of what was rendered is looked for: past a long address of a link. */
const farthest = 400;

/**
 * Where part of a rendered text stands in the Markdown that it was rendered from, whose marks are left out of it: characters are
 * found again one after the other, white space aside; what rendering added is passed over.
 *
 * @param start, end offsets into `rendered`, start < end. @returns offsets into `source`; undefined where nothing of it is there.
 * @example sourceRange("A **bold** word", "A bold word", 2, 6) // { start: 4, end: 8 }
 */
export function sourceRange(
  source: string,
  rendered: string,
  start: number,
  end: number,
): { start: number; end: number } | undefined {
  let at = 0;
  let first: number | undefined;
  let last = 0;
  for (let i = 0; i < end; i++) {
    const character = rendered[i] as string;
    if (/\s/.test(character)) continue;
    const found = source.slice(at, at + farthest).indexOf(character);
    if (found < 0) continue;
    at += found + 1;
    if (i < start) continue;
    first ??= at - 1;
    last = at;
  }
  return first === undefined ? undefined : { start: first, end: last };
}
