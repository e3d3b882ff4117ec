import { join } from "node:path";
import { openSync } from "fontkit";

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

/**
 * Texts as a typeface can print them. A character that it lacks is printed as its Unicode number, neighbours together,
 * such as ‹U+4E2D U+6587›: never an empty box, and two names stay two names.
 */
export class PrintableText {
  /** Whether anything was printed as a number so far. */
  hasNumbers = false;

  constructor(
    private readonly has: (codePoint: number) => boolean,
    private readonly advance: (codePoint: number) => number = () => 0.6,
  ) {}

  /** How wide a printable text is, in parts of its size. */
  widthOf(printed: string): number {
    let width = 0;
    for (const character of printed) width += this.advance(character.codePointAt(0) as number);
    return width;
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
      if (this.has(code) && code >= 32) {
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

/** What the typeface can print; the bold one has the same characters. */
export function printableIn({ normal }: Typeface): PrintableText {
  const font = openSync(normal);
  if (!("hasGlyphForCodePoint" in font)) throw new Error(`${normal} is not a single font`);
  return new PrintableText(
    (codePoint) => font.hasGlyphForCodePoint(codePoint),
    (codePoint) => font.glyphForCodePoint(codePoint).advanceWidth / font.unitsPerEm,
  );
}
