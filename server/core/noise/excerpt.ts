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

function oneLine(text: string): string {
  return whole(text).replaceAll(/\s+/g, " ").trim();
}

/** Without the half of a surrogate pair that a cut may have left at either end. */
function whole(text: string): string {
  return text.replace(/^[\udc00-\udfff]/, "").replace(/[\ud800-\udbff]$/, "");
}
