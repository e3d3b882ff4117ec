import type { CompletionDetector } from "./detector";
import { aroundOf } from "./excerpt";
import { familiesOf, isOrdinaryName, modelFamilies } from "./model-names";
import { namePattern } from "./name-pattern";

/** A name of a model or its maker, where it stands in a text. */
export interface NamedHere {
  name: string;
  start: number;
  end: number;
}

const everyMaker = new Set(modelFamilies.flatMap(({ makers }) => makers));
const everyName = [...new Set([...modelFamilies.flatMap(({ names }) => names), ...everyMaker])];
const anyName = namePattern(everyName);
/** In small letters, finds every text in which `anyName` finds something, and some more, in a fraction of its time. */
const mayName = new RegExp(
  [
    String.raw`(?<![a-z0-9])(?:${startsOf(everyName, true).join("|")})(?![a-z])`,
    ...startsOf(everyName, false),
  ].join("|"),
);
const makers = new Set([...everyMaker].map((maker) => maker.toLowerCase()));

/** What someone who names themself says before the name, by language, and what comes between. */
const introduction =
  /(?:\b(?:i am|i['’]m|my name is|call me|known as|as an? (?=[^.!?\n]{0,40}(?:model|assistant|\bai\b))|ich bin|ich heiße|mein name ist|je suis|je m['’]appelle|mon nom est|soy|me llamo|mi nombre es|eu sou|meu nome é|me chamo|sono|mi chiamo|ik ben|mijn naam is|jag är|jeg er|jestem|nazywam się|jsem|ben|adım|saya adalah|nama saya|tôi là|tên tôi là|jina langu ni|mimi ni)(?!\p{L})|(?<!\p{L})(?:я|меня зовут|мене звати)(?!\p{L})|我是|我叫|我的名字是|私は|僕は|わたしは|저는|나는|제 이름은|أنا|اسمي|انا|من هستم|نام من|אני|שמי|मैं|मेरा नाम)([^.!?。！？\n]{0,60})$/iu;
/** Between "I am" and a name that is a word of its own as well: nothing, or that it is a model. */
const nothingOrModel =
  /^[\s"“'*_(:,-]*$|model|modell|modèle|modelo|modello|assist|\bai\b|\bki\b|\bia\b|chatbot|called|named|助手|模型|モデル|модел|ассистент|помощник|인공지능|نموذج|مساعد|मॉडल/iu;

/** What is said of a maker: that it made the one who speaks. */
const making =
  /(?:\b(?:trained|created|developed|built|made|designed|programmed|powered|entwickelt|trainiert|erstellt|développée?|créée?|entraînée?|desarrollad[oa]|cread[oa]|entrenad[oa]|desenvolvid[oa]|criad[oa]|treinad[oa]|sviluppat[oa]|creat[oa]|addestrat[oa]|ontwikkeld|getraind|opracowan[ya]|stworzon[ya])\s+(?:by|von|par|por|da|door|przez)|разработан\p{L}*|создан\p{L}*|обучен\p{L}*|由|是|طورته|طورتها|تم تطويري (?:من قبل|بواسطة))[^.!?。！？\n]{0,30}$/iu;
const speaksOfItself =
  /\b(?:i|i['’]m|me|my|language model|ai assistant|ich|je|j['’]ai|yo|soy|eu|io|sono|ik|ja|jestem)\b|(?<!\p{L})(?:я|мен\p{L}+)(?!\p{L})|我|私|저는|나는|أنا|मैं|sprachmodell|modelo de lenguaje|modelo de linguagem|modèle de langage|языковая модель|语言模型|言語モデル/iu;

/**
 * Where a completion says who wrote it: a known name after words such as "I am" or "my name is", a maker after "trained by" in
 * a sentence about the writer, or its own model's name anywhere. What the prompt names already is no news and is passed over.
 *
 * @param model the model's name as imported. @returns in order, without overlaps.
 * @example findSelfNames({ text: "I am Claude, made by Anthropic.", prompt: "Hi", model: "m1" }).map(({ name }) => name) // ["Claude", "Anthropic"]
 */
export function findSelfNames({
  text,
  prompt,
  model,
}: {
  text: string;
  prompt: string;
  model: string;
}): NamedHere[] {
  const small = text.toLowerCase();
  const found = [
    ...findImportedName(text, small, model),
    ...(mayName.test(small) ? findKnown(text, model) : []),
  ];
  const asked = prompt.toLowerCase();
  const news = found
    .map(({ start, end }) => ({ name: text.slice(start, end), start, end }))
    .filter(({ name }) => !asked.includes(name.toLowerCase()))
    .sort((one, other) => one.start - other.start || other.end - one.end);
  let last = 0;
  return news.filter(({ start, end }) => {
    const isApart = start >= last;
    last = Math.max(last, end);
    return isApart;
  });
}

type Place = { start: number; end: number };

function* findKnown(text: string, model: string): Generator<Place> {
  const family = familiesOf(model).flatMap(({ names }) => names.filter((name) => !isOrdinaryName(name)));
  const own = new Set(family.map((name) => name.toLowerCase()));
  for (const match of text.matchAll(anyName)) {
    const [start, end] = [match.index, match.index + match[0].length];
    const plain = withoutVersion(match[0]);
    if (own.has(plain) || isIntroduced(plain, text.slice(Math.max(0, start - 160), start)))
      yield { start, end };
  }
}

/** Whether what stands before a name says that it is the writer's own, or its maker's. */
function isIntroduced(name: string, before: string): boolean {
  const between = introduction.exec(before)?.[1];
  if (between !== undefined && (nothingOrModel.test(between) || !isOrdinaryName(name))) return true;
  return makers.has(name) && making.test(before) && speaksOfItself.test(lastSentence(before));
}

/** The model's name as imported; "m1" or "base" would be found in any text and are passed over. */
function* findImportedName(text: string, small: string, model: string): Generator<Place> {
  const name = model.toLowerCase();
  if (name.length < 5 || !/\d/u.test(name) || !/\p{L}{3}/u.test(name) || !small.includes(name)) return;
  for (const match of text.matchAll(namePattern([name]))) {
    yield { start: match.index, end: match.index + match[0].length };
  }
}

/** The first words of names, in small letters; of those in Latin letters, or of all others. */
function startsOf(names: readonly string[], isLatin: boolean): string[] {
  const starts = names.map((name) => name.toLowerCase().split(/[\s.-]/u)[0] as string);
  return [...new Set(starts.filter((start) => /^[a-z0-9]/.test(start) === isLatin))];
}

function withoutVersion(name: string): string {
  return name.toLowerCase().replace(/[-\u2010-\u2013 ]?\p{N}[\p{N}.]*[a-z]{0,2}$/u, "");
}

function lastSentence(before: string): string {
  return before.slice(before.search(/[^.!?。！？\n]*$/u));
}

/** Completions that name the model that wrote them, or its maker: whoever reads them is not blind. */
export const namesItself: CompletionDetector = {
  id: "names-itself",
  version: 1,
  title: "Names its model",
  summary: "Says which model or maker it is from, so that its reader is not blind.",
  effect:
    "A reader who sees a name judges the name too. Mask the names, which changes nothing else, or leave the comparisons out.",
  source: "Names of models and makers after words such as “I am”, in some twenty languages",
  advised: false,
  looksAt: "completion",
  inspect({ text, prompt, model }) {
    const [first] = findSelfNames({ text, prompt, model });
    return first && `Says ${aroundOf(text, first.start, first.end)}`;
  },
};
