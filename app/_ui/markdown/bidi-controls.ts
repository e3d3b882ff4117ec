/** A stretch of text, or a control character of direction that is shown by its name instead of being obeyed. */
export type BidiPiece = { text: string } | { control: string };

const names: Record<string, string> = {
  "\u202A": "LRE",
  "\u202B": "RLE",
  "\u202C": "PDF",
  "\u202D": "LRO",
  "\u202E": "RLO",
  "\u2066": "LRI",
  "\u2067": "RLI",
  "\u2068": "FSI",
  "\u2069": "PDI",
};

export const hasBidiControls = (text: string): boolean => /[\u202A-\u202E\u2066-\u2069]/.test(text);

/**
 * Cuts a text at the characters that reorder what follows them. Overrides and embeddings, by which a text reads otherwise
 * than it is written, are always named; isolates are kept where each is closed again, as honest mixed text does.
 *
 * @example cutAtBidiControls("a\u202Eb") // [{ text: "a" }, { control: "RLO" }, { text: "b" }]
 */
export function cutAtBidiControls(text: string): BidiPiece[] {
  const kept = closedIsolates(text);
  const pieces: BidiPiece[] = [];
  let from = 0;
  for (const { 0: character, index } of text.matchAll(/[\u202A-\u202E\u2066-\u2069]/g)) {
    if (kept.has(index)) continue;
    if (index > from) pieces.push({ text: text.slice(from, index) });
    pieces.push({ control: names[character] ?? "?" });
    from = index + 1;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

/** Where isolates stand that are opened and closed within their line. */
function closedIsolates(text: string): Set<number> {
  const closed = new Set<number>();
  let open: number[] = [];
  for (const { 0: character, index } of text.matchAll(/[\u2066-\u2069\n]/g)) {
    if (character === "\n") open = [];
    else if (character !== "\u2069") open.push(index);
    else {
      const opened = open.pop();
      if (opened !== undefined) closed.add(opened).add(index);
    }
  }
  return closed;
}
