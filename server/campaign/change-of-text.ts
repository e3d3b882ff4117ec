import { diffWordsWithSpace } from "diff";

/** A stretch of a text that stayed, is new, or is gone. */
export interface TextPiece {
  kind: "same" | "added" | "removed";
  text: string;
}

/** Words added and taken away; more than these are shown as a new text. */
const mostEdits = 2_000;

/**
 * What changed from one wording to another, word by word; null where so much did that the new one is better read whole.
 *
 * @example changeOfText("Be kind.", "Be very kind.")?.filter(({ kind }) => kind === "added").length // 1
 */
export function changeOfText(before: string, after: string): TextPiece[] | null {
  const changes = diffWordsWithSpace(before, after, { maxEditLength: mostEdits });
  if (!changes) return null;
  return changes.map(({ added, removed, value }) => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text: value,
  }));
}
