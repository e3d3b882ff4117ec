/**
 * Whether a fenced block of code is opened and never closed (CommonMark 0.31, §4.5): the closing fence has the opening's
 * character and at least its length.
 *
 * @example `hasOpenFence("```js\nf();")` is true
 */
export function hasOpenFence(text: string): boolean {
  if (!text.includes("```") && !text.includes("~~~")) return false;
  let open: { mark: string; length: number } | undefined;
  for (const line of text.split("\n")) {
    const [, fence, rest] = /^\s*(?:[-*+>]\s+|\d{1,3}[.)]\s+)*(`{3,}|~{3,})([^\n]*)$/.exec(line) ?? [];
    if (fence === undefined || rest === undefined) {
      // A fence that ends a line of code closes the block as well: models write it so.
      const closing = open && /(`{3,}|~{3,})\s*$/.exec(line)?.[1];
      if (open && closing && closing[0] === open.mark && closing.length >= open.length) open = undefined;
      continue;
    }
    const mark = fence.charAt(0);
    if (!open) open = mark === "`" && rest.includes("`") ? undefined : { mark, length: fence.length };
    else if (mark === open.mark && fence.length >= open.length && rest.trim() === "") open = undefined;
  }
  return open !== undefined;
}
