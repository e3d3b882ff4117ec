import { type Dirent, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { openSync } from "fontkit";

/** A font file of this machine that has characters which the report's own typeface lacks. */
export interface SystemFont {
  /** How the document calls it. */
  family: string;
  file: string;
  /** Which font of a collection; undefined where the file holds one. */
  member?: string;
  has: (codePoint: number) => boolean;
  /** How wide a character is, in parts of the size. */
  advance: (codePoint: number) => number;
}

/** Where systems keep their fonts. */
export function systemFontFolders(): string[] {
  const own = [join(".local", "share", "fonts"), ".fonts", join("Library", "Fonts")];
  return [
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:\\Windows\\Fonts",
    ...own.map((folder) => join(homedir(), folder)),
  ];
}

/** Not upright text of regular weight, or without outlines. */
const otherStyles =
  /bold|italic|oblique|light|thin|black|heavy|medium|demi|condensed|narrow|variable|emoji|color|\[/i;

/**
 * As few of the fonts in some folders as have all of the characters that any has: always the one that has most of those left, so
 * that a word is in one font; of several alike, first those called sans, then by name.
 *
 * @example findFonts(new Set([0x6a21]), systemFontFolders()).map(({ family }) => family) // ["Further 1"]
 */
export function findFonts(characters: ReadonlySet<number>, folders: readonly string[]): SystemFont[] {
  if (characters.size === 0) return [];
  const candidates = listFiles(folders).flatMap((file) => openFont(file, characters) ?? []);
  const left = new Set(characters);
  const found: SystemFont[] = [];
  while (left.size > 0) {
    const most = candidates
      .map((font) => ({ font, has: [...left].filter(font.has) }))
      .reduce((best, one) => (one.has.length > best.has.length ? one : best), {
        font: undefined,
        has: [] as number[],
      } as Best);
    if (!most.font) break;
    found.push({ ...most.font, family: `Further ${found.length + 1}` });
    for (const code of most.has) left.delete(code);
  }
  return found;
}

interface Best {
  font: Omit<SystemFont, "family"> | undefined;
  has: number[];
}

function listFiles(folders: readonly string[]): string[] {
  const files = folders.flatMap(filesIn).filter((path) => !otherStyles.test(nameOf(path)));
  const order = (path: string) => `${/sans/i.test(nameOf(path)) ? 0 : 1}${nameOf(path)}`;
  return files.sort((one, other) => (order(one) < order(other) ? -1 : 1));
}

function filesIn(folder: string): string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  } catch {
    return [];
  }
  return entries
    .filter((entry) => entry.isFile() && /\.(ttf|otf|ttc)$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

/** The file's font if it has one of the characters; a file that is no font is passed over. */
function openFont(file: string, wanted: ReadonlySet<number>): Omit<SystemFont, "family"> | undefined {
  try {
    const opened = openSync(file);
    const members = "fonts" in opened ? opened.fonts : [opened];
    for (const font of members) {
      if (!("hasGlyphForCodePoint" in font)) continue;
      const has = (code: number) => font.hasGlyphForCodePoint(code);
      if (![...wanted].some(has)) continue;
      return {
        file,
        has,
        advance: (code) => font.glyphForCodePoint(code).advanceWidth / font.unitsPerEm,
        ...("fonts" in opened ? { member: font.postscriptName } : {}),
      };
    }
  } catch {
    return undefined;
  }
  return undefined;
}
