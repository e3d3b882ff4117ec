import fc from "fast-check";

/** Pieces that text code tends to get wrong, in several scripts. */
const PIECES = [
  ..."aAbBcC01.,!?'’- \t\n",
  "the",
  "The",
  "naïve",
  "nai\u0308ve",
  "don't",
  "don’t",
  "ΟΔΟΣ",
  "οδος",
  "İstanbul",
  "ẞ",
  "ǅ",
  "😀",
  "👩‍👩‍👧",
  "🇩🇪",
  "𝒳",
  "𐐀",
  "𐐨",
  "مرحبا",
  "بِسْمِ",
  "שָׁלוֹם",
  "می‌روم",
  "हिन्दी",
  "日本語",
  "한국어",
  "½",
  "²",
  "\u00a0",
  "\u3000",
  "\ufeff",
  "\u200b",
  "\u0301",
  "\u0000",
  "\ud83d",
  "\ude00",
  " ",
  " ",
  " ",
];

/** Texts with repeated words and hard characters: marks, emoji sequences, right-to-left, lone surrogates, odd spaces. */
export function arbitraryText(maxPieces = 40): fc.Arbitrary<string> {
  const pieces = fc
    .array(fc.constantFrom(...PIECES), { maxLength: maxPieces })
    .map((parts) => parts.join(""));
  const words = fc
    .array(fc.constantFrom("the", "The", "cat", "sat", "on", "mat", "a", ".", ","), { maxLength: maxPieces })
    .map((parts) => parts.join(" "));
  return fc.oneof(pieces, words, fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }));
}

/** Two texts that often share much: the second is either unrelated or an edited copy of the first. */
export function arbitraryTextPair(maxPieces = 40): fc.Arbitrary<[string, string]> {
  const edited = fc
    .tuple(arbitraryText(maxPieces), arbitraryText(8), fc.nat(100), fc.nat(20))
    .map(([text, piece, at, cut]): [string, string] => {
      const place = at % (text.length + 1);
      return [text, text.slice(0, place) + piece + text.slice(place + cut)];
    });
  return fc.oneof(fc.tuple(arbitraryText(maxPieces), arbitraryText(maxPieces)), edited);
}
