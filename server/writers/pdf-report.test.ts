import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { projectRoot } from "../env";
import { computeReport } from "../report/compute-report";
import { drawPlots } from "../report/plots/draw-plots";
import { testReportInput } from "../testing/report-input";
import { reportWithParts } from "../testing/report-with-parts";
import { type PdfReportInput, pdfReport } from "./pdf-report";
import { geist, PrintableText, printableIn } from "./pdf-typeface";
import { findFonts, type SystemFont } from "./system-fonts";

const typeface = geist(projectRoot());

function reportOf(modelA: string, createdAt = Date.UTC(2026, 10, 23, 12)): PdfReportInput {
  const draws = Array.from({ length: 10 }, (_, t) => [t % 3 === 0 ? ("tie" as const) : ("model_a" as const)]);
  const content = computeReport(testReportInput([{ modelA, size: 30, draws }]));
  return {
    content,
    plots: drawPlots(content),
    parts: {},
    hash: "0f".repeat(32),
    reportId: "rep_1",
    createdAt,
  };
}

/** How many characters the file's Unicode maps know, and which, so that a reader can search and copy them. */
function unicodeOf(pdf: Uint8Array): Set<string> {
  const raw = Buffer.from(pdf).toString("latin1");
  const characters = new Set<string>();
  for (const [, body] of raw.matchAll(/stream\n([\s\S]*?)\nendstream/g)) {
    const text = inflated(Buffer.from(body as string, "latin1"));
    if (!text.includes("beginbfrange")) continue;
    for (const [, code] of text.matchAll(/<([0-9a-f]{4})>(?=[\s\]])/g))
      characters.add(String.fromCharCode(Number.parseInt(code as string, 16)));
  }
  return characters;
}

function inflated(bytes: Buffer): string {
  try {
    return inflateSync(bytes).toString("latin1");
  } catch {
    return "";
  }
}

describe("a report as PDF", { timeout: 30_000 }, () => {
  let report: PdfReportInput;
  let pdf: Uint8Array;
  beforeAll(async () => {
    report = reportOf("modèle Ж");
    pdf = await pdfReport(report, typeface);
  });

  it("is of A4 pages, with the report's time and no other", () => {
    const raw = Buffer.from(pdf).toString("latin1");
    expect(raw.slice(0, 5)).toBe("%PDF-");
    expect(new Set(raw.match(/\/MediaBox \[[^\]]*\]/g))).toEqual(new Set(["/MediaBox [0 0 595.28 841.89]"]));
    expect(raw.match(/\(D:[^)]*\)/g)).toEqual(["(D:20261123120000Z)", "(D:20261123120000Z)"]);
    const characters = unicodeOf(pdf);
    expect([..."modèle Ж0f%"].filter((character) => !characters.has(character))).toEqual([]);
  });

  it("is the same to the byte for the same report, and another one at another time", async () => {
    expect(Buffer.from(await pdfReport(report, typeface)).equals(pdf)).toBe(true);
    const later = await pdfReport({ ...report, createdAt: report.createdAt + 60_000 }, typeface);
    expect(Buffer.from(later).equals(pdf)).toBe(false);
  });

  it("prints what the typeface lacks by number, and says so", async () => {
    const lacking = await pdfReport(reportOf("模型"), typeface);
    const characters = unicodeOf(lacking);
    expect(characters.has("模")).toBe(false);
    expect(characters.has("‹")).toBe(true);
    expect(unicodeOf(pdf).has("‹")).toBe(false);
  });
});

/** How often each page writes a text, page by page. */
function textsOfPages(pdf: Uint8Array): number[] {
  const raw = Buffer.from(pdf).toString("latin1");
  const pages = [...raw.matchAll(/\/Type \/Page\n[\s\S]*?\/Contents (\d+) 0 R/g)].map(([, id]) => id);
  return pages.map((id) => {
    const [, stream = ""] =
      new RegExp(`\n${id} 0 obj[\\s\\S]*?stream\\n([\\s\\S]*?)\\nendstream`).exec(raw) ?? [];
    return inflated(Buffer.from(stream, "latin1")).match(/T[jJ]\b/g)?.length ?? 0;
  });
}

describe("a report in scripts that the typeface lacks, as PDF", { timeout: 30_000 }, () => {
  /** A folder of fonts: Geist Mono has the lines of boxes, which Geist lacks. */
  const folders = [join(projectRoot(), "node_modules", "geist", "dist", "fonts", "geist-mono")];

  it("is in a font of the machine that has them, names and pictures", async () => {
    const report = reportOf("box-─┼");
    const characters = unicodeOf(await pdfReport(report, typeface, folders));
    expect(["─", "┼"].filter((character) => !characters.has(character))).toEqual([]);
    expect(characters.has("‹")).toBe(false);
    const without = unicodeOf(await pdfReport(report, typeface, ["/there/is/no/such/folder"]));
    expect([without.has("─"), without.has("‹")]).toEqual([false, true]);
  });

  it("takes as few upright fonts as have them, and none where none is needed", () => {
    const found = findFonts(new Set([0x2500, 0x253c, 0x6a21]), folders);
    expect(found).toMatchObject([{ family: "Further 1", file: join(folders[0]!, "GeistMono-Regular.ttf") }]);
    expect(found[0]!.has(0x6a21)).toBe(false);
    expect(found[0]!.advance(0x2500)).toBeGreaterThan(0.3);
    expect(findFonts(new Set(), folders)).toEqual([]);
    expect(printableIn(typeface, "Größe, Жук: α ≤ 1", folders).further).toEqual([]);
  });

  const arabicFont = {
    family: "Further 1",
    file: "arabic.ttf",
    has: (code: number) => code >= 0x600 && code < 0x700,
    advance: () => 0.5,
  };
  const latinAnd = (font: SystemFont) =>
    new PrintableText(
      (code) => code < 128,
      () => 0.6,
      [font],
    );

  it("comes in pieces of one font, words from the right in the order in which they are read", () => {
    const text = latinAnd(arabicFont);
    expect(text.pieces(text.name("a نموذج كبير b"))).toEqual([
      { text: "a ", font: "Geist" },
      { text: "كبير", font: "Further 1" },
      { text: " ", font: "Geist" },
      { text: "نموذج", font: "Further 1" },
      { text: " b", font: "Geist" },
    ]);
    expect(text.pieces("plain")).toBe("plain");
    expect(text.widthOf("aن")).toBeCloseTo(1.1, 12);
  });

  it("prints by number what cannot be seen, whatever a font has, and in pictures what only a collection has", () => {
    const all = latinAnd({ ...arabicFont, member: "Arabic", has: () => true });
    expect(all.name("a\u202eb")).toBe("a‹U+202E›b");
    expect(all.name("नि")).toBe("नि");
    expect(all.inPictures().name("न")).toBe("‹U+0928›");
  });
});

describe("a report with all its parts as PDF", { timeout: 30_000 }, () => {
  it("has no empty page, wherever tables and headings fall", async () => {
    const made = reportWithParts(["a-model", "another-model", "one-more-model", "the-last-model"]);
    const plots = drawPlots(made.content);
    // Further notes push all that follows down the pages, so that every heading meets a page's end.
    for (const lines of [0, 9, 18, 27]) {
      const notes = Array.from({ length: lines }, (_, i) => `Note ${i}.`);
      const content = { ...made.content, notes };
      const pdf = await pdfReport({ ...reportOf("alpha"), content, parts: made.parts, plots }, typeface);
      const texts = textsOfPages(pdf);
      expect(texts.length).toBeGreaterThan(4);
      expect(Math.min(...texts)).toBeGreaterThan(3);
    }
  });
});

describe("a report of very many pairs as PDF", () => {
  it("is cut to what somebody reads, and takes no more time", { timeout: 30_000 }, async () => {
    const { content, ...report } = reportOf("alpha");
    const pairs = Array.from({ length: 3_000 }, (_, i) => ({ ...content.pairs[0]!, modelA: `m${i}` }));
    const pdf = await pdfReport({ ...report, content: { ...content, pairs } }, typeface);
    const pages = Buffer.from(pdf)
      .toString("latin1")
      .match(/\/Type \/Page$/gm);
    expect(pages!.length).toBeGreaterThan(4);
    expect(pages!.length).toBeLessThan(20);
  });
});

describe("a text in the typeface", () => {
  it("has every character by its shape or by its number", () => {
    const text = printableIn(typeface);
    expect(text.name("Größe, Żubr, Жук – ‘50 %’ ≤")).toBe("Größe, Żubr, Жук – ‘50 %’ ≤");
    expect(text.hasNumbers).toBe(false);
    expect(text.name("a 模型-b🌍")).toBe("a ‹U+6A21 U+578B›-b‹U+1F30D›");
    expect(text.hasNumbers).toBe(true);
  });

  it("tells two names apart that differ only in what it lacks, and marks what cannot be seen", () => {
    const text = new PrintableText((code) => code < 128);
    expect(text.name("é")).not.toBe(text.name("è"));
    expect(text.name("a\u0000\u202e")).toBe("a‹U+0000 U+202E›");
    expect(text.name("a\u202fb\nc")).toBe("a\u00a0b c");
  });

  it("has the letters of our formulas by name", () => {
    expect(printableIn(typeface).sentence("α and κ, λ")).toBe("alpha and kappa, λ");
  });
});
