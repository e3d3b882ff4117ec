import { describe, expect, it } from "vitest";
import { refusal } from "./refusal";

const seen = (text: string) =>
  refusal.inspect({ text, prompt: "?", language: null, metadata: null, model: "m" });

describe("refusal", () => {
  it.each([
    "I'm sorry, but I can't help with that.",
    "I’m sorry, I cannot assist with this request.",
    "Sorry, but I won't write that.",
    "I apologize, but I am not able to provide medical advice of this kind.",
    "I cannot fulfill this request.",
    "I'm unable to help with that.".replace("I'm", "I am"),
    "As an AI language model, I cannot give an opinion on this.",
    "“I can't assist with that.”",
    "Es tut mir leid, aber ich kann dir dabei nicht helfen.",
    "Tut mir leid, dabei kann ich nicht helfen.",
    "Ich kann Ihnen dabei leider nicht helfen.",
    "Je suis désolé, mais je ne peux pas répondre à cette demande.",
    "Lo siento, pero no puedo ayudarte con eso.",
    "Desculpe, mas não posso ajudar com isso.",
    "Mi dispiace, ma non posso aiutarti.",
    "Het spijt me, maar ik kan je daar niet mee helpen.",
    "Jag är ledsen, men jag kan inte hjälpa till med det.",
    "Przepraszam, ale nie mogę w tym pomóc.",
    "Üzgünüm, bu konuda size yardımcı olamam.",
    "Maaf, saya tidak dapat membantu dengan itu.",
    "Xin lỗi, tôi không thể giúp bạn việc này.",
    "Извините, но я не могу с этим помочь.",
    "На жаль, я не можу з цим допомогти.",
    "很抱歉，我无法回答这个问题。",
    "对不起，我不能帮助你。",
    "申し訳ありませんが、そのご質問にはお答えできません。",
    "죄송합니다만, 그 요청은 도와드릴 수 없습니다.",
    "عذرًا، لا أستطيع مساعدتك في ذلك.",
    "متأسفم، نمی‌توانم در این مورد کمک کنم.",
    "मुझे खेद है, लेकिन मैं इसमें आपकी मदद नहीं कर सकता।",
  ])("finds %s", (text) => expect(seen(text)).toMatch(/^Begins with “/));

  it.each([
    "",
    "I'm sorry for your loss.",
    "I'm sorry to hear that. Here is what you can do.",
    "Sorry, the answer is 12.",
    "I can't believe how quickly the year went by, said the king.",
    "I cannot recall a better summer.",
    "As an AI language model, I have read much about it: here it is.",
    "The model said: “I'm sorry, but I can't help with that.”".replace("“I'm", "that I'm"),
    "Es tut mir leid, das zu hören.",
    "Ich kann schwimmen.",
    "Je ne peux pas croire qu'il soit parti.",
    "No puedo dormir cuando hace calor.",
    "Lo siento mucho por tu pérdida.",
    "对不起，让你久等了。",
    "申し訳ありません、とメールに書きました。",
    "Извините за беспокойство.",
    `I'm sorry, but I can't say for certain. ${"Here is a long answer. ".repeat(80)}`,
  ])("leaves %s", (text) => expect(seen(text)).toBeUndefined());
});
