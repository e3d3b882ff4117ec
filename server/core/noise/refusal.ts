import type { CompletionDetector } from "./detector";
import { beginningOf } from "./excerpt";

/** A refusal says little else. */
const longestLength = 1_200;

/** What a refusal begins with, by language. Each ends in a verb that tells refusing from other regrets. */
const openings: readonly RegExp[] = [
  // English
  /^(?:(?:i['’]?m|i am|we['’]?re|we are) (?:really |very |so |truly |deeply )?sorry|sorry|i apologi[sz]e|my apologies|apologies|unfortunately)[,.;: ]+(?:but )?(?:as an ai\b[^.]{0,60}, )?(?:i|we)(?:['’]m| am|['’]re| are)? (?:cannot|can['’]?t|can not|won['’]?t|will not|unable to|not able to|not comfortable|not allowed to|must decline)/iu,
  /^(?:i|we) (?:cannot|can['’]?t|can not|won['’]?t|will not|(?:am|are) (?:unable|not able) to|must decline to)(?: (?:directly|in good conscience|ethically|legally|actually|really))? (?:assist|help|provide|fulfil|comply|create|generate|write|answer|discuss|engage|support|participate|give|share|offer|recommend|produce|continue|complete|do that|do this|encourage|condone|promote|advise)/iu,
  /^as an? (?:ai|artificial intelligence|(?:large )?language model|assistant)\b[^.]{0,60}, i (?:cannot|can['’]?t|can not|am unable|am not able|won['’]?t|will not|must decline|do not (?:assist|provide|engage)|don['’]?t (?:assist|provide|engage))/iu,
  // German
  /^(?:es tut mir (?:wirklich |sehr )?leid|entschuldigung|tut mir leid|leider)[,.;: ]+(?:aber )?(?:kann |darf )?(?:ich|da|dabei|damit|dazu)\b[^.!?]{0,120}\b(?:nicht|keine?n?)\b/iu,
  /^ich (?:kann|darf|werde) (?:(?:dir|ihnen|euch) )?(?:(?:dabei|damit|hierbei|bei dieser anfrage|diese anfrage|diese frage|diesen wunsch|darauf|dazu) )(?:leider )?(?:nicht|keine?)/iu,
  // French
  /^(?:je suis (?:vraiment |sincèrement )?(?:désolée?|navrée?)|désolée?|malheureusement)[,.;: ]+(?:mais )?(?:en tant qu[^.]{0,60}, )?je ne (?:peux|puis|suis pas)/iu,
  /^je ne (?:peux|puis) (?:malheureusement )?pas (?:vous |t['’])?(?:aider|fournir|répondre|créer|générer|écrire|donner|accéder|assister|discuter)/iu,
  // Spanish, Portuguese, Italian
  /^(?:lo siento(?: mucho)?|lamentablemente|desafortunadamente|perdón|disculpa)[,.;: ]+(?:pero )?(?:como [^.]{0,60}, )?no (?:puedo|me es posible|estoy en condiciones|soy capaz)/iu,
  /^no puedo (?:ayudar|proporcionar|cumplir|responder|crear|generar|escribir|ofrecer|asistir|brindar|participar)/iu,
  /^(?:desculpe?(?:-me)?|lamento|sinto muito|infelizmente)[,.;: ]+(?:mas )?(?:como [^.]{0,60}, )?(?:eu )?não (?:posso|consigo|sou capaz|me é possível)/iu,
  /^(?:eu )?não posso (?:ajudar|fornecer|responder|criar|gerar|escrever|oferecer|atender|participar|cumprir)/iu,
  /^(?:mi dispiace(?: molto)?|purtroppo|spiacente)[,.;: ]+(?:ma )?(?:in quanto [^.]{0,60}, )?non (?:posso|sono in grado|mi è possibile)/iu,
  /^non posso (?:aiutar|fornir|rispondere|creare|generare|scrivere|offrir|assister|soddisfare)/iu,
  // Dutch, Swedish, Danish, Norwegian
  /^(?:het spijt me|sorry|helaas)[,.;: ]+(?:maar )?(?:kan ik|ik kan|ik mag)\b[^.!?]{0,120}\b(?:niet|geen)\b/iu,
  /^(?:jag är ledsen|tyvärr|förlåt|jeg beklager|beklager|desværre|dessverre)[,.;: ]+(?:men )?(?:kan jag|jag kan|kan jeg|jeg kan)\b[^.!?]{0,40}\b(?:inte|ikke)\b/iu,
  // Polish, Czech, Turkish, Indonesian, Vietnamese
  /^(?:przepraszam|przykro mi|niestety)[,.;: ]+(?:ale )?(?:jako [^.]{0,60}, )?nie (?:mogę|jestem w stanie)/iu,
  /^(?:omlouvám se|je mi líto|bohužel)[,.;: ]+(?:ale )?(?:s tím )?(?:vám )?(?:nemohu|nemůžu)/iu,
  /^(?:üzgünüm|maalesef|özür dilerim)[,.;: ]+[^.!?]{0,160}(?:yapamam|edemem|olamam|veremem|sağlayamam|oluşturamam|yazamam|mümkün değil|yardımcı olamıyorum)/iu,
  /^(?:maaf|mohon maaf|saya minta maaf)[,.;: ]+(?:tetapi |namun |tapi )?(?:sebagai [^.]{0,60}, )?saya tidak (?:dapat|bisa|boleh)/iu,
  /^(?:xin lỗi|tôi xin lỗi|tôi rất tiếc|rất tiếc)[,.;: ]+[^.!?]{0,60}không thể/iu,
  // Russian, Ukrainian
  /^(?:извините|простите|к сожалению|мне (?:очень )?жаль|прошу прощения)[,.;: ]+(?:но )?(?:как [^.]{0,60}, )?я не (?:могу|в состоянии|имею возможности)/iu,
  /^(?:вибачте|пробачте|на жаль|мені (?:дуже )?шкода)[,.;: ]+(?:але )?я не (?:можу|в змозі)/iu,
  // Chinese, Japanese, Korean
  /^(?:很|非常|十分)?(?:抱歉|对不起|對不起|不好意思|遗憾|遺憾)[，,。！ ]*(?:但|但是)?(?:作为[^，。]{0,30}，)?(?:我|我们|我們)?(?:还是|還是)?(?:无法|無法|不能|不会|不會|没办法|沒辦法|不可以|不便)/u,
  /^(?:大変|誠に)?(?:申し訳|すみません|ごめんなさい|恐れ入り)[^。]{0,120}(?:できません|できかねます|お答えできない|いたしかねます|お手伝いできない|出来ません)/u,
  /^(?:정말 )?(?:죄송|미안)[^.。]{0,120}(?:수 없|어렵습니다|드릴 수|불가능)/u,
  // Arabic, Persian, Hebrew, Hindi
  /^(?:عذر|آسف|أعتذر|أنا آسف|للأسف|المعذرة)[^.؟!]{0,60}لا (?:أستطيع|يمكنني|أقدر|يمكننا)/u,
  /^(?:متأسف|متاسف|با عرض پوزش|ببخشید)[^.؟!]{0,100}نمی[\u200c ]?(?:توانم|توانیم)/u,
  /^(?:מצטער|אני מצטער|סליחה|לצערי)[^.?!]{0,40}(?:לא יכול|לא אוכל|אין באפשרותי)/u,
  /^(?:मुझे खेद|क्षमा कर|माफ़ कर|माफ कर|मुझे माफ|खेद है)[^।?!]{0,120}(?:नहीं कर सकत|नहीं दे सकत|असमर्थ|मदद नहीं)/u,
];

/**
 * Completions that decline to answer: they begin as refusals do, in any of some twenty languages, and are short.
 *
 * A text that regrets and then answers at length (over 1,200 characters) is not found.
 *
 * Source: openings of refusals collected for this project.
 *
 * @example "I'm sorry, but I can't help with that." is found, "I'm sorry for your loss." is not.
 */
export const refusal: CompletionDetector = {
  id: "refusal",
  version: 1,
  title: "Refusal",
  summary: "Begins as refusals do, in any of some twenty languages, and says little else.",
  effect:
    "Refusing is a difference between models: without it, the model that refuses more looks better. Leave it out only to compare answers.",
  source: "Openings of refusals, by language",
  advised: false,
  looksAt: "completion",
  inspect({ text }) {
    const start = text.slice(0, 400).replace(/^[\s"'“”«»*_>#-]+/u, "");
    if (text.length > longestLength || !openings.some((opening) => opening.test(start))) return undefined;
    return `Begins with ${beginningOf(start)}`;
  },
};
