import { createRandom } from "./corpus";

const words =
  "the model answers with care about every question that people ask of it and says when it does not know why a thing is so".split(
    " ",
  );

function text(random: () => number, length: number): string {
  let written = words[0] as string;
  for (let word = 1; word < length; word++) written += ` ${words[Math.floor(random() * words.length)]}`;
  return written;
}

export interface ImportFile {
  rows: number;
  content: Buffer;
}

/** A completions file: one row per prompt and model, 20 words of prompt and 200 of completion. */
export function completionsFile(prompts: number, models: number, format: "jsonl" | "csv"): ImportFile {
  const random = createRandom(1);
  const lines: string[] = format === "csv" ? ["prompt_id,prompt,model,completion,language"] : [];
  for (let prompt = 0; prompt < prompts; prompt++) {
    const asked = `${text(random, 20)}?`;
    for (let model = 0; model < models; model++) {
      const completion = `${text(random, 100)}, "as they say".\n${text(random, 100)}`;
      const row = {
        prompt_id: `p${prompt}`,
        prompt: asked,
        model: `model-${model}`,
        completion,
        language: "en",
      };
      lines.push(format === "csv" ? csvLine(Object.values(row)) : JSON.stringify(row));
    }
  }
  return { rows: prompts * models, content: Buffer.from(`${lines.join("\n")}\n`) };
}

/** A pairs file: two models, two judgments each. */
export function pairsFile(prompts: number): ImportFile {
  const random = createRandom(2);
  const lines = Array.from({ length: prompts }, (_, prompt) =>
    JSON.stringify({
      prompt_id: `p${prompt}`,
      prompt: `${text(random, 20)}?`,
      model_a: "model-0",
      model_b: "model-1",
      completion_a: text(random, 200),
      completion_b: text(random, 200),
      judgments: [
        { annotator: "one", outcome: "model_a" },
        { annotator: "two", outcome: "tie" },
      ],
    }),
  );
  return { rows: prompts, content: Buffer.from(lines.join("\n")) };
}

/** The file as a stream of 64 KiB chunks, as from a disk or a request. */
export async function* inChunks(content: Buffer): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < content.length; from += 1 << 16) yield content.subarray(from, from + (1 << 16));
}

function csvLine(cells: readonly string[]): string {
  return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",");
}
