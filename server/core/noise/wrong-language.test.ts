import { describe, expect, it } from "vitest";
import { wrongLanguage } from "./wrong-language";

const seen = (text: string, language: string | null, prompt = "?") =>
  wrongLanguage.inspect({ text, prompt, language, metadata: null, model: "m" });

const texts: Record<string, string> = {
  en: "The best way to learn how to swim is to go into the water with someone who can help you. You should not be afraid of it, and you have to breathe when your head is above the water.",
  de: "Der beste Weg, das Schwimmen zu lernen, ist mit jemandem ins Wasser zu gehen, der dir helfen kann. Man sollte sich nicht davor fürchten und muss atmen, wenn der Kopf über dem Wasser ist.",
  fr: "La meilleure façon d'apprendre à nager est d'aller dans l'eau avec une personne qui peut vous aider. Il ne faut pas en avoir peur, et vous devez respirer quand la tête est au-dessus de l'eau pour ne pas avaler.",
  es: "La mejor manera de aprender a nadar es entrar en el agua con una persona que te pueda ayudar. No hay que tener miedo y se debe respirar cuando la cabeza está sobre el agua, como lo hacen los otros.",
  pt: "A melhor maneira de aprender a nadar é entrar na água com uma pessoa que possa ajudar você. Não é preciso ter medo dela e você deve respirar quando a cabeça está acima da água, como fazem os outros.",
  vi: "Cách tốt nhất để học bơi là xuống nước với một người có thể giúp bạn. Bạn không nên sợ nước và khi đầu ở trên mặt nước thì bạn sẽ thở như những người khác đã làm trong các bài học này.",
  ru: "Лучший способ научиться плавать — войти в воду с тем, кто может вам помочь. Не надо её бояться, и дышать нужно тогда, когда голова над водой.",
  zh: "学会游泳的最好办法是和能够帮助你的人一起下水。你不应该害怕水，并且要在头露出水面的时候呼吸。每天练习一会儿，就会越来越好。多看看别人怎么游，也很有帮助。",
  ja: "泳ぎを覚える一番よい方法は、助けてくれる人と一緒に水に入ることです。水を怖がらず、頭が水の上にあるときに息をしましょう。",
  ko: "수영을 배우는 가장 좋은 방법은 도와줄 수 있는 사람과 함께 물에 들어가는 것입니다. 물을 무서워하지 말고 머리가 물 위에 있을 때 숨을 쉬어야 합니다. 매일 조금씩 연습하면 됩니다.",
  ar: "أفضل طريقة لتعلم السباحة هي النزول إلى الماء مع شخص يستطيع مساعدتك. لا ينبغي أن تخاف من الماء، وعليك أن تتنفس عندما يكون رأسك فوق الماء.",
  hi: "तैरना सीखने का सबसे अच्छा तरीका है किसी ऐसे व्यक्ति के साथ पानी में जाना जो आपकी मदद कर सके। पानी से डरना नहीं चाहिए और जब सिर पानी के ऊपर हो तब साँस लेनी चाहिए।",
  th: "วิธีที่ดีที่สุดในการเรียนว่ายน้ำคือลงน้ำกับคนที่ช่วยคุณได้ คุณไม่ควรกลัวน้ำ และต้องหายใจเมื่อศีรษะอยู่เหนือน้ำ ฝึกทุกวันแล้วจะดีขึ้น",
};
const languages = Object.keys(texts);

describe("wrong-language", () => {
  const alike = new Set(["es/pt", "pt/es"]);
  const pairs = languages.flatMap((tag) => languages.map((written) => [tag, written] as const));
  it.each(pairs)("of a prompt in %s, a text in %s", (tag, written) => {
    const expected = tag !== written && !alike.has(`${tag}/${written}`);
    expect(seen(texts[written] as string, tag) !== undefined).toBe(expected);
  });

  it("says what it seems to be", () => {
    expect(seen(texts["en"] as string, "de-AT")).toBe(
      "Seems to be in English; the prompt's language is de-AT.",
    );
    expect(seen(texts["ru"] as string, "en")).toBe(
      "Seems to be in Cyrillic script; the prompt's language is en.",
    );
    expect(seen((texts["zh"] as string).replaceAll(/[。，]/g, ""), "ja")).toMatch(/^Seems to be in Chinese/);
  });

  it.each([
    ["no tag", "en", null],
    ["a tag for no language", "en", "und"],
    ["a tag that is a name", "en", "German"],
    ["a close relative", "es", "gl"],
    ["a creole of English", "en", "pcm"],
    ["a script that the tag names", "en", "en-Latn"],
    ["another script that the tag names", "ru", "sr-Cyrl"],
    ["an unknown language in an unknown script", "th", "nod"],
  ])("leaves %s", (_, written, tag) => expect(seen(texts[written] as string, tag)).toBeUndefined());

  it("finds English under a tag whose language it has no words of", () => {
    expect(seen(texts["en"] as string, "sw")).toMatch(/in English/);
    expect(seen(texts["fr"] as string, "sw")).toBeUndefined();
  });

  it.each([
    "Translate this into English: Schwimmen",
    "Wie heißt das auf Englisch?",
    "把这段话翻译成英文",
    "Traduis ce texte",
    "Переведи на английский",
  ])("leaves what was asked for: %s", (prompt) => {
    expect(seen(texts["en"] as string, "de", prompt)).toBeUndefined();
  });

  it.each([
    ["a short text", "Of course, that is right.", "de"],
    ["a name", "Johann Wolfgang von Goethe", "en"],
    ["code in a fence", `\`\`\`\n${texts["en"]}\n\`\`\`\nOk.`, "de"],
    [
      "code without a fence",
      "for (const item of items) { if (item.is(this)) { return item.to[0] + 1; } }\nfor (const item of all) { if (item.is_not(that)) { return item.on[0] + 2; } }",
      "de",
    ],
    ["an alphabet", [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].join(" "), "en"],
    ["a list of addresses", "https://example.org/the/and/of/to/in/is/that/it/for/as ".repeat(9), "de"],
    [
      "a text with a quotation",
      `${texts["de"]} ${texts["de"]} (“${(texts["en"] as string).slice(0, 70)}”)`,
      "de",
    ],
    ["numbers", "1 2 3 4 5 6 7 8 9 10 ".repeat(9), "zh"],
  ])("leaves %s", (_, text, tag) => expect(seen(text, tag)).toBeUndefined());
});
