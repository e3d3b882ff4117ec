/**
 * Flesch's reading ease of English prose: 206.835 − 1.015 · words per sentence − 84.6 · syllables per word. About 100 is
 * very easy, 60 plain, 30 difficult; it may leave 0 … 100.
 *
 * Syllables are counted by spelling (groups of vowels, a silent e at the end left out), which is right for about nine words
 * of ten. A line break ends a sentence, so that lists and headers do not run together.
 *
 * Source: Flesch 1948, Journal of Applied Psychology 32:221.
 *
 * @param prose English without code or markup. @returns undefined for a text without a word of Latin letters.
 * @example fleschReadingEase("The cat sat on the mat.") // 116.145
 */
export function fleschReadingEase(prose: string): number | undefined {
  let words = 0;
  let sentences = 0;
  let syllables = 0;
  for (const sentence of prose.split(/[.!?](?=[\s"'”’)\]]|$)|\n+/u)) {
    const found = sentence.match(/[A-Za-zÀ-ÖØ-öø-ÿ]+(?:['’][A-Za-z]+)*/gu);
    if (!found) continue;
    sentences++;
    words += found.length;
    for (const word of found) syllables += countSyllables(word);
  }
  if (words === 0) return undefined;
  return 206.835 - (1.015 * words) / sentences - (84.6 * syllables) / words;
}

/**
 * Syllables of an English word by its spelling, at least 1.
 *
 * @example countSyllables("readable") // 3
 */
export function countSyllables(word: string): number {
  const plain = word
    .toLowerCase()
    .normalize("NFD")
    .replace(/[^a-z]/g, "");
  const groups = plain.match(/[aeiouy]+/g)?.length ?? 0;
  // "made", "makes", "asked" end in a silent e; "table", "wanted", "boxes" do not.
  const isSilent =
    (/[^aeiouy]e$/.test(plain) && !/[^aeiouylr]le$/.test(plain)) ||
    /[^aeiouytd]ed$/.test(plain) ||
    (/[^aeiouyszx]es$/.test(plain) && !/(?:[cs]h|[cg]|[^aeiouylr]l)es$/.test(plain));
  return Math.max(1, isSilent ? groups - 1 : groups);
}
