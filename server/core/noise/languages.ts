/** A language that is written in Latin letters, told by its most frequent words. */
export interface LatinProfile {
  readonly name: string;
  readonly words: ReadonlySet<string>;
}

const profile = (name: string, words: string): LatinProfile => ({ name, words: new Set(words.split(" ")) });

/**
 * The short words that make up a quarter or more of any running text, per language in Latin letters.
 *
 * Source: the idea of telling languages by their small words (Grefenstette 1995, Ingle 1976); lists made for this project.
 */
export const latinProfiles: ReadonlyMap<string, LatinProfile> = new Map([
  [
    "en",
    profile(
      "English",
      "the of and to in is that it for as was with be by on not are this from at or have an they which you were their has can will if would there been its more when who your but we he his she her our what how these also",
    ),
  ],
  [
    "de",
    profile(
      "German",
      "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer einem einen eines um am sind noch wie über kann oder ich wir zum zur aber können wenn durch ihre sein",
    ),
  ],
  [
    "fr",
    profile(
      "French",
      "de la le et les des en un du une que est pour qui dans par plus pas au sur ne se ce il sont avec son aux ou cette ses mais nous vous comme elle leur être ont été tout peut ces votre je",
    ),
  ],
  [
    "es",
    profile(
      "Spanish",
      "de la que el en y los del se las por un para con no una su al es lo como más pero sus le ya este sí porque esta entre cuando muy sin sobre ser también hay está son fue ha puede desde nos si o",
    ),
  ],
  [
    "pt",
    profile(
      "Portuguese",
      "de que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso são você pode",
    ),
  ],
  [
    "it",
    profile(
      "Italian",
      "di che e la il un per è in una sono non con del si da come le dei nel alla della più anche ma lo al gli ha delle o se i questo essere suo sua nella degli dal ci loro molto può hanno quando",
    ),
  ],
  [
    "nl",
    profile(
      "Dutch",
      "de het een van en in is dat op te zijn met voor niet aan er om ook als bij maar of uit door naar dan ze hij wordt over kan heeft je deze nog worden die zo wat ik geen tot meer hun we was",
    ),
  ],
  [
    "sv",
    profile(
      "Swedish",
      "och att det i en som är av för på med till den har de inte om ett han men var jag från så kan vi eller när vara du sin också ska man efter din sig mer dessa detta vad",
    ),
  ],
  [
    "da",
    profile(
      "Danish",
      "og at det i en er som af for på med til den har de ikke et om han men var jeg fra så kan vi eller når være du sig også skal man efter din mere denne disse hvad der",
    ),
  ],
  [
    "nb",
    profile(
      "Norwegian",
      "og å det i en er som av for på med til den har de ikke et om han men var jeg fra så kan vi eller når være du seg også skal man etter din mer denne disse hva",
    ),
  ],
  [
    "fi",
    profile(
      "Finnish",
      "ja on ei että se hän oli ovat mutta kun myös tai niin jos kuin voi mukaan sekä ole joka mitä sen hänen ne tämä tämän olla joita vain jotka siitä ovat kanssa voit sinun nämä",
    ),
  ],
  [
    "pl",
    profile(
      "Polish",
      "i w na z się do nie to że jest o jak po co ale od za przez dla czy są oraz tym tego może być który która które jego jej jako lub ich było był jeśli tak ze przy",
    ),
  ],
  [
    "cs",
    profile(
      "Czech",
      "a v se na je že to s z do o i jako pro za k ve by ale po jsou jsem když který která které nebo od byl bylo jeho může být si jak tak také co při podle mezi není",
    ),
  ],
  [
    "ro",
    profile(
      "Romanian",
      "de și în a la cu pe care nu o că din un se pentru sunt este mai o să dar ce au lui fi ale sau prin ca fost această acest poate dacă când între după unei unui",
    ),
  ],
  [
    "hu",
    profile(
      "Hungarian",
      "a az és hogy nem is egy ez meg de csak vagy mint ha volt van már el azt kell lehet minden ezt amely még nagyon több után ki aki fel így ami között számára",
    ),
  ],
  [
    "tr",
    profile(
      "Turkish",
      "ve bir bu da de için ile olarak çok daha olan gibi ne en kadar ya sonra var o her ama değil ben olduğu veya mi ki sizin siz bunu şu tarafından göre ise",
    ),
  ],
  [
    "vi",
    profile(
      "Vietnamese",
      "và của là có cho các được trong một không những với người này đã khi để về từ như cũng đến ra nhiều thể bạn hoặc nó tôi sẽ trên tại việc",
    ),
  ],
  [
    "id",
    profile(
      "Indonesian or Malay",
      "yang dan di untuk dengan dari pada adalah tidak ini dalam itu akan ke dapat atau saya oleh juga bisa anda mereka seperti karena kita lebih sebagai telah ada kami tersebut tetapi boleh kepada",
    ),
  ],
]);

/** Languages whose small words are too much alike to tell them apart with care; a tag's stand-in comes first. */
const families: readonly (readonly string[])[] = [
  ["es", "pt", "gl", "ca", "ast", "oc", "an"],
  ["it", "scn", "vec", "lmo", "nap", "co", "sc"],
  ["nb", "no", "nn", "da", "sv", "fo", "is"],
  ["nl", "af", "fy", "li", "nds"],
  ["de", "gsw", "lb", "nds", "bar"],
  ["fr", "oc", "ca", "ht", "wa"],
  ["id", "ms", "jv", "su", "min", "ace", "tl"],
  ["cs", "sk", "pl", "sl", "hr", "bs", "sr", "hsb"],
  ["ro", "mo", "rup"],
  ["fi", "et", "krl"],
  ["tr", "az", "tk", "uz", "crh", "tt"],
  ["en", "sco", "pcm", "jam", "tpi", "bi", "wes", "kri", "gpe", "srn"],
];

/** Whether a text in one language could be taken for the other. */
export function isAlike(one: string, other: string): boolean {
  return one === other || families.some((family) => family.includes(one) && family.includes(other));
}

const cyrillic = ["Cyrillic"];
const arabic = ["Arabic"];
const devanagari = ["Devanagari"];
const han = ["Han"];

/** The scripts in which a language is written, for languages in other scripts than Latin alone. */
const scriptsOfLanguage: Readonly<Record<string, readonly string[]>> = {
  zh: han,
  yue: han,
  wuu: han,
  ja: ["Hiragana", "Katakana", "Han"],
  ko: ["Hangul"],
  ru: cyrillic,
  uk: cyrillic,
  be: cyrillic,
  bg: cyrillic,
  mk: cyrillic,
  kk: cyrillic,
  ky: cyrillic,
  tg: cyrillic,
  ar: arabic,
  arz: arabic,
  fa: arabic,
  ur: arabic,
  ps: arabic,
  ug: arabic,
  ckb: arabic,
  he: ["Hebrew"],
  yi: ["Hebrew"],
  el: ["Greek"],
  hi: devanagari,
  mr: devanagari,
  ne: devanagari,
  bn: ["Bengali"],
  as: ["Bengali"],
  gu: ["Gujarati"],
  or: ["Odia"],
  ta: ["Tamil"],
  te: ["Telugu"],
  kn: ["Kannada"],
  ml: ["Malayalam"],
  si: ["Sinhala"],
  th: ["Thai"],
  lo: ["Lao"],
  my: ["Burmese"],
  km: ["Khmer"],
  bo: ["Tibetan"],
  ka: ["Georgian"],
  hy: ["Armenian"],
  am: ["Ethiopic"],
  ti: ["Ethiopic"],
};

/** What a language tag says of the writing that is expected. */
export interface ExpectedWriting {
  /** The primary subtag, lower-cased. */
  readonly language: string;
  /** Undefined where the language may be written in any script that this file does not know of. */
  readonly scripts: readonly string[] | undefined;
}

/**
 * What writing a language tag promises; undefined for what is no tag of a language, such as "und" or "English".
 *
 * A script subtag (sr-Latn) overrules the language's usual script.
 *
 * @example `expectedWriting("zh-Hant")` is `{ language: "zh", scripts: ["Han"] }`
 */
export function expectedWriting(tag: string): ExpectedWriting | undefined {
  const [language = "", ...subtags] = tag.trim().toLowerCase().split(/[-_]/);
  if (!/^[a-z]{2,3}$/.test(language) || notOne.has(language)) return undefined;
  if (subtags.includes("latn")) return { language, scripts: ["Latin"] };
  if (subtags.includes("cyrl")) return { language, scripts: cyrillic };
  if (subtags.includes("arab")) return { language, scripts: arabic };
  if (subtags.some((subtag) => subtag.length === 4 && !/^han[st]$|^\d/.test(subtag)))
    return { language, scripts: undefined };
  const scripts = Object.hasOwn(scriptsOfLanguage, language) ? scriptsOfLanguage[language] : undefined;
  return { language, scripts: scripts ?? (latinProfiles.has(language) ? ["Latin"] : undefined) };
}

/** Tags for no language, several, or one that is not said. */
const notOne = new Set(["und", "mul", "mis", "zxx", "art"]);
