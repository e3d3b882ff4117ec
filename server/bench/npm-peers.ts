import { distance } from "fastest-levenshtein";
import { l as rougeL } from "js-rouge";
import { splitWords } from "@/server/core/text/split-words";
import { measure } from "./bench-row";
import type { Peer } from "./python-peers";

const RUNS = 5;

/** The peer compares characters, so each word is mapped to one beforehand; splitting and mapping are not timed. */
export async function measureFastestLevenshtein(texts: [string, string][]): Promise<Peer> {
  const codes = new Map<string, string>();
  const encode = (text: string) =>
    splitWords(text)
      .map((word) => {
        const code = codes.get(word) ?? String.fromCharCode(codes.size + 1);
        codes.set(word, code);
        return code;
      })
      .join("");
  const pairs = texts.map(([first, second]) => [encode(first), encode(second)] as const);
  const timing = await measure("fastest-levenshtein", RUNS, () => {
    let sum = 0;
    for (const [first, second] of pairs) sum += distance(first, second);
    if (!(sum > 0)) throw new Error("fastest-levenshtein found no distance at all.");
  });
  return { name: "fastest-levenshtein 1.0.16", n: pairs.length, timing };
}

/** ROUGE-L of the texts as they are. */
export async function measureJsRouge(pairs: [string, string][]): Promise<Peer> {
  const timing = await measure("js-rouge", RUNS, () => {
    let sum = 0;
    for (const [first, second] of pairs) sum += rougeL(first, second);
    if (!(sum > 0)) throw new Error("js-rouge found no overlap at all.");
  });
  return { name: "js-rouge 3.2.3", n: pairs.length, timing };
}
