import { describe, expect, it } from "vitest";
import { previewFile } from "./preview-file";

async function preview(text: string, fileName = "data.jsonl") {
  async function* source(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(text);
  }
  return previewFile({ source: source(), fileName });
}

const row = { prompt_id: 1, prompt: "p", model: "m", output: "c", tag: "x" };

describe("previewFile", () => {
  it("shows how the file's columns map, which are left out, and the first rows", async () => {
    const text = Array.from({ length: 30 }, (_, index) =>
      JSON.stringify({ ...row, prompt_id: index, prompt: "p".repeat(500) }),
    ).join("\n");
    const seen = await preview(`${text}\n{"prompt_id":30,"prompt":"p","model":"m"}`);
    expect(seen).toMatchObject({
      format: "jsonl",
      shape: "completions",
      ignored: ["tag"],
      rowsChecked: 31,
      hasMore: false,
    });
    expect(seen.columns.slice(0, 5)).toEqual([
      { name: "prompt_id", required: true, givenName: "prompt_id" },
      { name: "prompt", required: true, givenName: "prompt" },
      { name: "model", required: true, givenName: "model" },
      { name: "completion", required: true, givenName: "output" },
      { name: "language", required: false, givenName: null },
    ]);
    expect(seen.rows).toHaveLength(20);
    expect(seen.rows[0]?.prompt).toBe(`${"p".repeat(400)}…`);
    expect(seen.problems).toEqual([{ line: 31, field: "completion", reason: "is missing" }]);
  });

  it("checks the first thousand rows and says that there are more", async () => {
    const seen = await preview(Array.from({ length: 1_500 }, () => JSON.stringify(row)).join("\n"));
    expect(seen).toMatchObject({ rowsChecked: 1_000, hasMore: true });
  });

  it.each([
    ["", "data.csv", "the file is empty"],
    ["a,b\n1,2", "data.csv", "the fields belong to neither shape"],
    ["prompt_id,model,completion\n1,m,c", "data.csv", "the header lacks prompt"],
    ['{"a":', "data.jsonl", "the text ends"],
  ])("says why %j cannot be imported", async (text, fileName, reason) => {
    const seen = await preview(text, fileName);
    expect(seen.shape).toBeNull();
    expect(seen.problems[0]?.reason).toContain(reason);
  });

  it("names the columns of CSV that are left out", async () => {
    const seen = await preview("prompt_id,prompt,model,completion,notes\n1,p,m,c,\n", "data.csv");
    expect(seen).toMatchObject({ format: "csv", ignored: ["notes"], problems: [] });
  });
});
