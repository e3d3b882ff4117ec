import { profileText, type TextProfile } from "@/server/core/profile/profile-text";

/** Which completions a campaign compares: what the database knows of them. */
export interface ComparedCompletions {
  /** Names by number. */
  models: string[];
  /** Per completion: the number of its model, and of its prompt. */
  model: Int32Array;
  prompt: Int32Array;
  /** One per stratum, per comparison in pool order: the places of its completions. */
  sides: { a: Int32Array; b: Int32Array }[];
}

/** What can be counted of every compared completion, as columns of one length. */
export interface CompletionColumns extends ComparedCompletions {
  words: Int32Array;
  characters: Int32Array;
  headers: Int32Array;
  listItems: Int32Array;
  bold: Int32Array;
  codeBlocks: Int32Array;
  tables: Int32Array;
  /** NaN where there is none; to four and two decimals, so that they are kept in little room. */
  diversity: Float64Array;
  readability: Float64Array;
  refused: Uint8Array;
}

export const countedProperties = [
  "words",
  "characters",
  "headers",
  "listItems",
  "bold",
  "codeBlocks",
  "tables",
] as const;

export interface CompletionBatch {
  /** Place of the first text. */
  from: number;
  texts: string[];
  languages: (string | null)[];
}

/** Counts completions batch by batch, in any order of batches. */
export class CompletionCounter {
  readonly #profiles: TextProfile[] = [];

  add({ from, texts, languages }: CompletionBatch): void {
    for (const [i, text] of texts.entries())
      this.#profiles[from + i] = profileText(text, languages[i] ?? null);
  }

  take(compared: ComparedCompletions): CompletionColumns {
    const profiles = this.#profiles;
    const counts = (property: (typeof countedProperties)[number]) =>
      Int32Array.from(profiles, (profile) => profile[property]);
    return {
      ...compared,
      words: counts("words"),
      characters: counts("characters"),
      headers: counts("headers"),
      listItems: counts("listItems"),
      bold: counts("bold"),
      codeBlocks: counts("codeBlocks"),
      tables: counts("tables"),
      diversity: Float64Array.from(profiles, ({ diversity }) => rounded(diversity, 1e4)),
      readability: Float64Array.from(profiles, ({ readability }) => rounded(readability, 1e2)),
      refused: Uint8Array.from(profiles, ({ isRefusal }) => (isRefusal ? 1 : 0)),
    };
  }
}

function rounded(measured: TextProfile["diversity"] | TextProfile["readability"], parts: number): number {
  return measured.kind === "known" ? Math.round(parts * measured.value) / parts : Number.NaN;
}
