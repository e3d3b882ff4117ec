import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodingDamage } from "./encoding-damage";

const seen = (text: string, prompt = "?") =>
  encodingDamage.inspect({ text, prompt, language: null, metadata: null, model: "m" });

/** What Windows-1252 makes of a text's UTF-8. */
const misread = (text: string) => new TextDecoder("windows-1252").decode(new TextEncoder().encode(text));

describe("encoding-damage", () => {
  it.each([
    ["lost \ufffd text", "A character was lost: it holds U+FFFD."],
    ["a bell \u0007 rings", "It holds the control character U+0007."],
    ["\u001b[31mred", "It holds the control character U+001b."],
    ["it\u0092s", "It holds the control character U+0092."],
    ["half \ud83d of it", "It holds half of a character (a lone surrogate)."],
    ["half \ude00 of it", "It holds half of a character (a lone surrogate)."],
    ["cafÃ©", "It holds “Ã©”, as when UTF-8 is read as Windows-1252."],
    ["itâ€™s", "It holds “â€™”, as when UTF-8 is read as Windows-1252."],
  ])("says of %j: %s", (text, detail) => expect(seen(text)).toBe(detail));

  it.each([
    "Ein schöner, großer Bär für alle Übungen",
    "Où est l’été ? À bientôt, ça va.",
    "привет, как дела",
    "学习中文很有意思",
    "こんにちは世界",
    "안녕하세요 여러분",
    "مرحبا بالعالم",
    "नमस्ते दुनिया",
    "“quoted”",
    "12 °C and 5 €",
  ])("finds %s, misread", (text) => {
    expect(seen(text)).toBeUndefined();
    expect(seen(misread(text))).toBeDefined();
  });

  it.each([
    "",
    "tab\tline\r\nfeed\f and \u0085 next",
    "CAFÉ», LIBERTÉ” — VOILÀ…",
    "SÃO PAULO, IRMÃ, AÇÃO, NÃO…",
    "Âge, Écran, ÉTÉ…",
    "Ðà, Ðức, Ñandú, ÑOÑO…",
    "Þórður Æsir ØÅ",
    "👩‍👩‍👧‍👦 𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
    "ä¼",
    "naïve façade, œuvre, Ångström: 5 Å·m",
    "Tiếng Việt: ÂM THANH, Ấn Độ",
  ])("leaves %j", (text) => expect(seen(text)).toBeUndefined());

  it("leaves texts that are about encodings", () => {
    expect(seen("Bytes look so: Ã©")).toBeUndefined();
    expect(seen("It is \ufffd.", "What is the Unicode replacement character?")).toBeUndefined();
  });

  it("leaves whatever is written in Latin-1 letters and spaces", () => {
    const letters =
      "abcdefghijklmnopqrstuvwxyzàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ .";
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...letters) }), (text) => {
        expect(seen(text)).toBeUndefined();
      }),
    );
  });
});
