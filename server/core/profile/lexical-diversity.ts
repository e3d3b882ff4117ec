/** Words of a window of `movingTypeTokenRatio`, as the profile uses it. */
export const diversityWindow = 50;

/**
 * How varied a text's words are: the share of distinct words among `window` words in a row, averaged over all such windows
 * (moving-average type–token ratio).
 *
 * The plain ratio falls with length, since words come again: the model that writes more would look poorer. A window of one
 * size does not. 50 words are few enough that most completions have them and enough for words to come again.
 *
 * Source: Covington and McFall 2010, Journal of Quantitative Linguistics 17:94.
 *
 * @param words lower-cased, without punctuation.
 * @returns in (0, 1]; undefined for fewer words than one window.
 * @throws RangeError for a window that is no positive integer.
 * @example movingTypeTokenRatio(["a", "b", "a", "c"], 3) // (2/3 + 1)/2 = 0.8333333
 */
export function movingTypeTokenRatio(words: readonly string[], window = diversityWindow): number | undefined {
  if (!(Number.isInteger(window) && window >= 1)) throw new RangeError(`a window of ${window} words`);
  if (words.length < window) return undefined;
  const counts = new Map<string, number>();
  let sum = 0;
  for (let end = 0; end < words.length; end++) {
    const entering = words[end]!;
    counts.set(entering, (counts.get(entering) ?? 0) + 1);
    if (end >= window) {
      const leaving = words[end - window]!;
      const left = counts.get(leaving)! - 1;
      if (left === 0) counts.delete(leaving);
      else counts.set(leaving, left);
    }
    if (end >= window - 1) sum += counts.size;
  }
  return sum / window / (words.length - window + 1);
}
