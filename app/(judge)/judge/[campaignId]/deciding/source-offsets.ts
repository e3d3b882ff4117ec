/** How far ahead in the source the next character of what was rendered is looked for: past a long address of a link. */
const farthest = 400;

/** A stretch of a text, from `start` up to and without `end`. */
export interface Stretch {
  start: number;
  end: number;
}

/**
 * For each character of a rendered text where it stands in the Markdown that it was rendered from, whose marks are left out of
 * it: characters are found again one after the other. -1 for white space and for what rendering added.
 */
function alignToSource(source: string, rendered: string): number[] {
  let at = 0;
  return Array.from({ length: rendered.length }, (_, i) => {
    const character = rendered[i] as string;
    if (/\s/.test(character)) return -1;
    const found = source.slice(at, at + farthest).indexOf(character);
    if (found < 0) return -1;
    at += found + 1;
    return at - 1;
  });
}

/**
 * Where part of a rendered text stands in its Markdown.
 *
 * @param start, end offsets into `rendered`, start < end. @returns offsets into `source`; undefined where nothing of it is there.
 * @example sourceRange("A **bold** word", "A bold word", { start: 2, end: 6 }) // { start: 4, end: 8 }
 */
export function sourceRange(source: string, rendered: string, { start, end }: Stretch): Stretch | undefined {
  const found = alignToSource(source, rendered.slice(0, end))
    .slice(start)
    .filter((at) => at >= 0);
  return found.length === 0 ? undefined : { start: found[0] as number, end: (found.at(-1) as number) + 1 };
}

/**
 * Where the characters of part of a Markdown text stand in what was rendered from it: the way back from `sourceRange`.
 *
 * @example renderedRange("A **bold** word", "A bold word", { start: 4, end: 8 }) // { start: 2, end: 6 }
 */
export function renderedRange(
  source: string,
  rendered: string,
  { start, end }: Stretch,
): Stretch | undefined {
  const offsets = alignToSource(source, rendered);
  const isIn = (at: number) => at >= start && at < end;
  const first = offsets.findIndex(isIn);
  return first < 0 ? undefined : { start: first, end: offsets.findLastIndex(isIn) + 1 };
}
