const shown = 60;

/** The first words of a text on one line, in quotes. @example `beginningOf("Hello\nyou")` is "“Hello you”" */
export function beginningOf(text: string): string {
  const line = oneLine(text.trimStart().slice(0, 4 * shown));
  if (line.length <= shown) return `“${line}”`;
  const cut = line.slice(0, shown);
  return `“${whole(cut.replace(/\s\S{0,20}$/, ""))}…”`;
}

/** The last words of a text on one line, in quotes. @example `endOf("Hello\nyou")` is "“Hello you”" */
export function endOf(text: string): string {
  const line = oneLine(text.trimEnd().slice(-4 * shown));
  if (line.length <= shown) return `“${line}”`;
  const cut = line.slice(-shown);
  return `“…${whole(cut.replace(/^\S{0,20}\s/, ""))}”`;
}

/** The words around a part of a text on one line, in quotes. @example `aroundOf("Hi, I am Ann.", 9, 12)` is "“Hi, I am Ann.”" */
export function aroundOf(text: string, start: number, end: number): string {
  const from = Math.max(0, start - shown / 2);
  const to = Math.min(text.length, end + shown / 2);
  const before = from > 0 ? whole(text.slice(from, start)).replace(/^\S{0,20}\s/, "…") : text.slice(0, start);
  const after = to < text.length ? whole(text.slice(end, to)).replace(/\s\S{0,20}$/, "…") : text.slice(end);
  return `“${oneLine(before + text.slice(start, end) + after)}”`;
}

function oneLine(text: string): string {
  return whole(text).replaceAll(/\s+/g, " ").trim();
}

/** Without the half of a surrogate pair that a cut may have left at either end. */
function whole(text: string): string {
  return text.replace(/^[\udc00-\udfff]/, "").replace(/[\ud800-\udbff]$/, "");
}
