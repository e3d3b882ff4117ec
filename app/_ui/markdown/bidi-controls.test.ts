import { expect, test } from "vitest";
import { type BidiPiece, cutAtBidiControls } from "./bidi-controls";

const written = (pieces: BidiPiece[]) =>
  pieces.map((piece) => ("text" in piece ? piece.text : `[${piece.control}]`)).join("");

test.each([
  ["user\u202Egpj.exe", "user[RLO]gpj.exe"],
  ["\u202Da\u202C \u202Bb", "[LRO]a[PDF] [RLE]b"],
  ["see \u2068Bash\u2069 here", "see \u2068Bash\u2069 here"],
  ["open \u2067 never closed", "open [RLI] never closed"],
  ["closed\u2069 alone", "closed[PDI] alone"],
  ["\u2067a\n\u2069b", "[RLI]a\n[PDI]b"],
  ["\u2067a \u2066b\u2069", "[RLI]a \u2066b\u2069"],
  ["عربي\u200F (a)\u200E", "عربي\u200F (a)\u200E"],
  ["", ""],
])("%j is shown as %j", (text, shown) => expect(written(cutAtBidiControls(text))).toBe(shown));
