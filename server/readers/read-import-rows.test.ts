import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { shapeColumns } from "./columns";
import { detectFormat } from "./detect-format";
import { detectShape } from "./detect-shape";
import { findInvalidUtf8 } from "./find-invalid-utf8";
import { readImportRows } from "./read-import-rows";
import type { PairRow } from "./rows";

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

async function readAll(text: string, fileName: string) {
  const batches = [];
  for await (const batch of readImportRows(once(text), { fileName })) batches.push(batch);
  return {
    shape: batches.at(-1)?.shape,
    rows: batches.flatMap((batch) => batch.rows as object[]),
    problems: batches.flatMap((batch) => batch.problems),
  };
}

describe("readImportRows", () => {
  it("takes the shape from the first row that can be read, and keeps good rows beside problems", async () => {
    const good = '{"prompt_id":1,"prompt":"p","model":"m","output":"c"}';
    const read = await readAll(`{"broken\n${good}\n{"prompt_id":2,"prompt":"p","model":"m"}`, "x.jsonl");
    expect(read.shape).toBe("completions");
    expect(read.rows).toHaveLength(1);
    expect(read.problems.map(({ line, field }) => [line, field])).toEqual([
      [1, undefined],
      [3, "completion"],
    ]);
  });

  it("reads the same pairs from JSON Lines and from CSV", async () => {
    const json =
      '{"prompt_id":"1","prompt":"p","model_a":"x","model_b":"y","output_a":"A","output_b":"B","votes":[{"annotator":"1","vote":"a"}]}';
    const csv =
      'prompt_id,prompt,model_a,model_b,output_a,output_b,votes\n1,p,x,y,A,B,"[{""annotator"":""1"",""vote"":""a""}]"';
    const [fromJson, fromCsv] = [await readAll(json, "a.jsonl"), await readAll(csv, "a.csv")];
    expect(fromJson.problems).toEqual([]);
    expect(fromCsv.rows).toEqual(fromJson.rows.map((row) => ({ ...row, line: 2 })));
  });

  it.each([
    ["", "the file is empty"],
    [" \n", "the file is empty"],
    ["prompt_id,prompt,model,completion\n", "the file has no rows"],
    ['[{"prompt_id":1}]', "the file is one JSON list: write one object per line instead (JSON Lines)"],
    ["just text", "the file is neither JSON Lines (one JSON object per line) nor CSV with a header line"],
    [
      '{"question":"q","answer":"a"}',
      "the fields belong to neither shape: found question, answer; completions need",
    ],
    [
      '{"model":"m","model_a":"x"}',
      "the fields belong to two shapes at once: found model, model_a; completions need",
    ],
  ])("refuses %j as a whole", async (text, reason) => {
    const { problems } = await readAll(text, "data");
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ wholeFile: true });
    expect(problems[0]?.reason.startsWith(reason)).toBe(true);
  });

  const folder = process.env.TIEBREAK_DATA_DIR;
  it.skipIf(!folder).each([
    ["tulu_human", 996, 1141],
    ["pandalm", 999, 2997],
    ["llmfao", 2139, 8931],
    ["sxs_mqm23_ende", 4680, 14040],
  ])("reads %s of TIEBREAK_DATA_DIR as it is", async (name, pairs, judgments) => {
    let rows = 0;
    let judged = 0;
    const source = createReadStream(join(folder as string, `${name}.jsonl`));
    for await (const batch of readImportRows(source, { fileName: `${name}.jsonl` })) {
      expect(batch.problems).toEqual([]);
      rows += batch.rows.length;
      for (const row of batch.rows as PairRow[]) judged += row.judgments.length;
    }
    expect([rows, judged]).toEqual([pairs, judgments]);
  });
});

describe("detectFormat", () => {
  it("trusts the content before the name", () => {
    expect(detectFormat("a.csv", Buffer.from('\ufeff {"a":1}'))).toEqual({ format: "jsonl" });
    expect(detectFormat("a.jsonl", Buffer.from("oops"))).toEqual({ format: "jsonl" });
    expect(detectFormat("upload", Buffer.from("a;b\n1;2"))).toEqual({ format: "csv" });
    expect(detectFormat("a.parquet", Buffer.from("PAR1"))).toMatchObject({
      reason: expect.stringMatching(/Parquet/),
    });
  });
});

describe("detectShape", () => {
  it("lists what is missing with the nearest name found", () => {
    const found = detectShape(["Prompt ID", "prompt", "model_a", "model_b", "completion_a", "completionB"]);
    expect(found).toEqual({
      shape: "pairs",
      missing: [
        { name: "prompt_id", hint: "prompt_id (did you mean Prompt ID?)" },
        { name: "completion_b", hint: "completion_b (or output_b; did you mean completionB?)" },
      ],
    });
    expect(detectShape(["prompt_id", "turns", "model", "completion"])).toEqual({
      shape: "completions",
      missing: [],
    });
  });
});

describe("findInvalidUtf8", () => {
  it.each([
    [[0x61, 0xc3, 0xbc], -1],
    [[0xf0, 0x9f, 0x98, 0x80], -1],
    [[0x61, 0xe9], 1],
    [[0xc0, 0x80], 0],
    [[0xe0, 0x80, 0x80], 0],
    [[0xed, 0xa0, 0x80], 0],
    [[0xf4, 0x90, 0x80, 0x80], 0],
    [[0xe2, 0x82], 0],
  ])("%j: %d", (bytes, at) => {
    expect(findInvalidUtf8(Uint8Array.from(bytes), 0)).toBe(at);
  });
});

describe("docs/formats.md", () => {
  it("names every column and alias of both shapes", async () => {
    const text = await readFile("docs/formats.md", "utf8");
    for (const columns of Object.values(shapeColumns)) {
      for (const { name, aliases } of columns) {
        for (const given of [name, ...aliases]) expect(text).toContain(`\`${given}\``);
      }
    }
  });
});
