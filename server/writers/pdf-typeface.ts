import { join } from "node:path";
import { openSync } from "fontkit";
import { findFonts, type SystemFont } from "./system-fonts";

/** The files of Geist, which the pages use too. */
export interface Typeface {
  normal: string;
  bold: string;
}

/** @param root the checkout's folder. */
export function geist(root: string): Typeface {
  const folder = join(root, "node_modules", "geist", "dist", "fonts", "geist-sans");
  return { normal: join(folder, "Geist-Regular.ttf"), bold: join(folder, "Geist-SemiBold.ttf") };
}

/** Signs that the typeface lacks and that have a plain equal. */
const equals: Record<string, string> = { "\u202f": "\u00a0", "\u2009": " ", "\t": " ", "\n": " ", "\r": " " };

/** Letters of formulas, which the typeface lacks, by name; for our own texts. */
const greek: Record<string, string> = {
  α: "alpha",
  β: "beta",
  θ: "theta",
  κ: "kappa",
  σ: "sigma",
  τ: "tau",
  χ: "chi",
  Σ: "∑",
};

/** What cannot be seen is never printed by another font, but for what joins letters. */
const unseen = /(?![\u200c\u200d])\p{C}/u;
/** What belongs to the letter before it. */
const attached = /[\p{M}\u200c\u200d]/u;
/** Words of a script that is read from the right: pdfmake places words from the left. */
const fromTheRight = /[\p{sc=Arab}\p{sc=Hebr}\p{M}]+(?: [\p{sc=Arab}\p{sc=Hebr}\p{M}]+)+/gu;

/** A piece of a text in one font. */
export interface Piece {
  text: string;
  font: string;
}

/**
 * Texts as a typeface can print them. A character that it lacks is printed in a further font that has it, else as its Unicode
 * number, neighbours together, such as ‹U+4E2D U+6587›: never an empty box, and two names stay two names.
 */
export class PrintableText {
  /** Whether anything was printed as a number so far. */
  hasNumbers = false;

  constructor(
    private readonly has: (codePoint: number) => boolean,
    private readonly advance: (codePoint: number) => number = () => 0.6,
    readonly further: readonly SystemFont[] = [],
  ) {}

  /** The same without fonts of collections, which a picture cannot hold. */
  inPictures(): PrintableText {
    const single = this.further.filter(({ member }) => member === undefined);
    return new PrintableText(this.has, this.advance, single);
  }

  /** How wide a printable text is, in parts of its size. */
  widthOf(printed: string): number {
    let width = 0;
    for (const character of printed) {
      const advance = this.fontOf(character)?.advance ?? this.advance;
      width += advance(character.codePointAt(0) as number);
    }
    return width;
  }

  /** A printable text in pieces of one font each; one that the typeface has all of as it is. */
  pieces(printed: string): string | Piece[] {
    if (this.further.length === 0) return printed;
    const pieces: Piece[] = [];
    let last: SystemFont | undefined;
    for (const character of printed.replace(fromTheRight, reversed)) {
      const isAttached = last?.has(character.codePointAt(0) as number) && attached.test(character);
      const font = isAttached ? last : this.fontOf(character);
      const family = font?.family ?? "Geist";
      const piece = pieces.at(-1);
      if (piece?.font === family) piece.text += character;
      else pieces.push({ text: character, font: family });
      last = font;
    }
    return pieces.every(({ font }) => font === "Geist") ? printed : pieces;
  }

  private fontOf(character: string): SystemFont | undefined {
    const code = character.codePointAt(0) as number;
    if (this.has(code) || unseen.test(character)) return undefined;
    return this.further.find((font) => font.has(code));
  }

  /** @example new PrintableText(has).name("模型 a") // "‹U+6A21 U+578B› a" */
  name(text: string): string {
    let printed = "";
    let numbers: string[] = [];
    const close = () => {
      if (numbers.length > 0) printed += `‹${numbers.join(" ")}›`;
      numbers = [];
    };
    for (const character of text) {
      const code = character.codePointAt(0) as number;
      if ((this.has(code) && code >= 32) || this.fontOf(character)) {
        close();
        printed += character;
      } else if (character in equals) {
        close();
        printed += equals[character];
      } else {
        numbers.push(`U+${code.toString(16).toUpperCase().padStart(4, "0")}`);
        this.hasNumbers = true;
      }
    }
    close();
    return printed;
  }

  /** The same of our own sentences, with the letters of formulas by name. */
  sentence(text: string): string {
    return this.name(this.spelled(text));
  }

  /** With the letters of formulas by name. */
  spelled(text: string): string {
    return text.replace(/[αβθκστχΣ]/g, (letter) => greek[letter] as string);
  }
}

function reversed(words: string): string {
  return words.split(" ").reverse().join(" ");
}

/**
 * What the typeface can print, and what further fonts of the machine can of a text; the bold one has the same characters.
 *
 * @param folders where fonts are looked for.
 */
export function printableIn({ normal }: Typeface, text = "", folders: readonly string[] = []): PrintableText {
  const font = openSync(normal);
  if (!("hasGlyphForCodePoint" in font)) throw new Error(`${normal} is not a single font`);
  const has = (codePoint: number) => font.hasGlyphForCodePoint(codePoint);
  const lacking = new Set<number>();
  for (const [character] of text.matchAll(/[\u0100-\u{10ffff}]/gu)) {
    const code = character.codePointAt(0) as number;
    if (!has(code) && !(character in equals) && !(character in greek) && !unseen.test(character))
      lacking.add(code);
  }
  return new PrintableText(
    has,
    (codePoint) => font.glyphForCodePoint(codePoint).advanceWidth / font.unitsPerEm,
    findFonts(lacking, folders),
  );
}
