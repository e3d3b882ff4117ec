import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRows } from "./read-rows";
import type { ImportFormat, RawRow, RowProblem } from "./rows";

async function* chunksOf(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let start = 0;
  for (let index = 0; start < bytes.length; index++) {
    const size = sizes[index % sizes.length] as number;
    yield bytes.subarray(start, start + size);
    start += size;
  }
}

async function read(
  content: string | Uint8Array,
  format: ImportFormat,
  options: { sizes?: readonly number[]; lineLimit?: number } = {},
): Promise<(RawRow | RowProblem)[]> {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const source = chunksOf(bytes, options.sizes ?? [1 << 16]);
  const rows: (RawRow | RowProblem)[] = [];
  for await (const batch of readRows(source, { format, lineLimit: options.lineLimit })) rows.push(...batch);
  return rows;
}

const chunkSizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 });

describe("JSON Lines", () => {
  it("gives every row its line, across blank lines, CRLF and a byte-order mark", async () => {
    const rows = await read('\ufeff{"a":1}\r\n\r\n  \n{"b":"ü"}\n{"c":[1]}', "jsonl");
    expect(rows).toEqual([
      { line: 1, value: { a: 1 } },
      { line: 4, value: { b: "ü" } },
      { line: 5, value: { c: [1] } },
    ]);
  });

  it("names line, field and place of a line that is cut off", async () => {
    const rows = await read('{"prompt_id":"1"}\n{"prompt_id":"2","prompt":"Wh', "jsonl");
    expect(rows[1]).toEqual({
      line: 2,
      field: "prompt",
      reason: "the text ends inside a string; is it cut off? (column 30)",
    });
  });

  it("says that NaN is not JSON, with its path", async () => {
    const [row] = await read('{"logprobs":{"scorers":{"m":{"top":[[["a",-1]],[["b",NaN]]]}}}}', "jsonl");
    expect(row).toMatchObject({ line: 1, field: "logprobs.scorers.m.top[1][0][1]" });
    expect((row as RowProblem).reason).toMatch(/^NaN is not JSON/);
  });

  it("refuses a key given twice, also where only the count tells", async () => {
    const rows = await read(
      '{"prompt_id":1,"meta":{"x":1,"y":[{}]},"prompt_id":2}\n{"a":"\\"a\\":","b":2}',
      "jsonl",
    );
    expect(rows[0]).toEqual({
      line: 1,
      field: "prompt_id",
      reason: "is given twice in the same object (column 40)",
    });
    expect(rows[1]).toEqual({ line: 2, value: { a: '"a":', b: 2 } });
  });

  it("refuses values that are no objects", async () => {
    const rows = await read('[1]\n"x"\nnull\n3', "jsonl");
    expect(rows.map((row) => (row as RowProblem).reason)).toEqual([
      "expected a JSON object, got a list",
      'expected a JSON object, got text "x"',
      "expected a JSON object, got null",
      "expected a JSON object, got number 3",
    ]);
  });

  it("names a byte that is not UTF-8 and reads the lines around it", async () => {
    const latin1 = Buffer.concat([
      Buffer.from('{"a":"ü"}\n{"b":"'),
      Buffer.from([0xe9]),
      Buffer.from('"}\n{"c":3}\n'),
    ]);
    expect(await read(latin1, "jsonl")).toEqual([
      { line: 1, value: { a: "ü" } },
      { line: 2, reason: "is not valid UTF-8: byte 0xE9 at byte 7 of the line" },
      { line: 3, value: { c: 3 } },
    ]);
  });

  it("drops 10 MB on one line without holding them, and reads on", async () => {
    async function* source(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('{"a":1}\n{"b":"');
      for (let part = 0; part < 160; part++) yield Buffer.alloc(1 << 16, "x");
      yield Buffer.from('"}\n{"c":3}');
    }
    const rows: (RawRow | RowProblem)[] = [];
    for await (const batch of readRows(source(), { format: "jsonl" })) rows.push(...batch);
    expect(rows).toEqual([
      { line: 1, value: { a: 1 } },
      { line: 2, reason: "line 2 is longer than 8 MiB" },
      { line: 3, value: { c: 3 } },
    ]);
  });

  it("refuses UTF-16 and compressed files as a whole", async () => {
    for (const bytes of [Buffer.from("\ufeff{}", "utf16le"), Buffer.from([0x1f, 0x8b, 8, 0])]) {
      expect(await read(bytes, "jsonl")).toMatchObject([{ line: 1, wholeFile: true }]);
    }
  });

  it("gives the same rows however the source is cut", async () => {
    const piece = fc.oneof(
      fc.json(),
      fc.string({ unit: "grapheme", maxLength: 30 }),
      fc.constantFrom('{"a":1}', "", "\r", '{"a":1,"a":2}', '{"x":"' + "y".repeat(70), "\ufeff"),
    );
    const content = fc.array(piece, { maxLength: 12 }).map((lines) => lines.join("\n"));
    await fc.assert(
      fc.asyncProperty(content, chunkSizes, fc.boolean(), async (text, sizes, isBroken) => {
        const bytes = Buffer.from(text);
        if (isBroken && bytes.length > 3) bytes[bytes.length >> 1] = 0xff;
        const whole = await read(bytes, "jsonl", { lineLimit: 64 });
        expect(await read(bytes, "jsonl", { sizes, lineLimit: 64 })).toEqual(whole);
      }),
      { numRuns: 150 },
    );
  });

  it("reads back what was written", async () => {
    const rows = fc.array(fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue()), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(rows, chunkSizes, async (values, sizes) => {
        const text = values.map((value) => JSON.stringify(value)).join("\n");
        const read_ = await read(text, "jsonl", { sizes });
        expect(read_).toEqual(
          JSON.parse(JSON.stringify(values.map((value, index) => ({ line: index + 1, value })))),
        );
      }),
      { numRuns: 100 },
    );
  });
});

const csvHeader = "prompt_id,prompt,model,completion";

describe("CSV", () => {
  it("reads quotes, newlines in cells, CRLF, a byte-order mark and blank lines, with the line a row starts on", async () => {
    const text = `\ufeff${csvHeader},category\r\n1,"a ""b""\r\nc",m,x,\r\n\r\n2,p,m,,code\r\n`;
    expect(await read(text, "csv")).toEqual([
      { line: 2, value: { prompt_id: "1", prompt: 'a "b"\r\nc', model: "m", completion: "x" } },
      { line: 5, value: { prompt_id: "2", prompt: "p", model: "m", completion: "", category: "code" } },
    ]);
  });

  it("finds semicolons and tabs", async () => {
    for (const separator of [";", "\t"]) {
      const text = `${csvHeader}\n1,p,m,c`.replaceAll(",", separator);
      expect(await read(text, "csv")).toEqual([
        { line: 2, value: { prompt_id: "1", prompt: "p", model: "m", completion: "c" } },
      ]);
    }
  });

  it("parses JSON cells and names their faults", async () => {
    const text = `${csvHeader},sample,metadata\n1,p,m,c,2,"{""k"":[1]}"\n2,p,m,c,0,"{""k"":NaN}"\n3,p,m,c,0,"{""k"":1,""k"":2}"`;
    const rows = await read(text, "csv");
    expect(rows[0]).toMatchObject({ value: { sample: 2, metadata: { k: [1] } } });
    expect(rows[1]).toMatchObject({
      line: 3,
      field: "metadata.k",
      reason: expect.stringMatching(/^NaN is not JSON/),
    });
    expect(rows[2]).toMatchObject({
      line: 4,
      field: "metadata.k",
      reason: expect.stringMatching(/given twice/),
    });
  });

  it("refuses a header with a name twice, or without what the shape needs", async () => {
    expect(await read(`${csvHeader},model\n`, "csv")).toEqual([
      { line: 1, field: "model", reason: "is given twice in the header", wholeFile: true },
    ]);
    expect(await read("promptid,prompt,model,response\n1,p,m,c", "csv")).toEqual([
      {
        line: 1,
        field: "prompt_id",
        reason: "the header lacks prompt_id (did you mean promptid?), completion (or output)",
        wholeFile: true,
      },
    ]);
  });

  it("names a row with too few or too many cells", async () => {
    const rows = await read(`${csvHeader}\n1,p,m\n2,p,m,c,d\n3,p,m,c`, "csv");
    expect(rows).toMatchObject([
      { line: 2, reason: "has 3 cells where the header has 4" },
      { line: 3, reason: "has 5 cells where the header has 4" },
      { line: 4, value: { prompt_id: "3" } },
    ]);
  });

  it("stops at a fault of quoting, keeping what came before", async () => {
    const rows = await read(`${csvHeader}\n1,p,m,c\n2,"p,m,c\n3,p,m,c\n`, "csv");
    expect(rows).toMatchObject([
      { line: 2 },
      { line: 3, wholeFile: true, reason: expect.stringMatching(/quote not closed/) },
    ]);
    const stray = await read(`${csvHeader}\n1,5" disk,m,c\n2,p,m,c\n`, "csv");
    expect(stray).toMatchObject([
      { line: 2, wholeFile: true, reason: expect.stringMatching(/double the quote/) },
    ]);
    const after = await read(`${csvHeader}\n1,"p" x,m,c\n2,p,m,c\n`, "csv");
    expect(after).toMatchObject([
      { line: 2, wholeFile: true, reason: expect.stringMatching(/closing quote/) },
    ]);
  });

  it("refuses a row above the limit", async () => {
    const rows = await read(`${csvHeader}\n1,p,m,c\n2,${"x".repeat(300)},m,c\n`, "csv", { lineLimit: 200 });
    expect(rows).toMatchObject([
      { line: 2 },
      { line: 3, wholeFile: true, reason: expect.stringMatching(/longer than 200 bytes/) },
    ]);
  });

  it("names the row of a byte that is not UTF-8", async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${csvHeader}\n1,"a\nb",m,c\n2,caf`),
      Buffer.from([0xe9]),
      Buffer.from(",m,c\n3,\ufffd,m,c"),
    ]);
    expect(await read(bytes, "csv", { sizes: [7] })).toMatchObject([
      { line: 2 },
      { line: 4, reason: "is not valid UTF-8; save the file as UTF-8" },
      { line: 5, value: { prompt: "\ufffd" } },
    ]);
  });

  it("gives the same rows however the source is cut", async () => {
    const cell = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 12 }),
      fc.constantFrom('"', '""', "\r\n", "\n\n", ",", "a\r\nb", " "),
    );
    const quoted = cell.map((text) => `"${text.replaceAll('"', '""')}"`);
    const line = fc.array(fc.oneof({ weight: 9, arbitrary: quoted }, { weight: 1, arbitrary: cell }), {
      minLength: 3,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 8 }), chunkSizes, async (lines, sizes) => {
        const text = [csvHeader, ...lines.map((cells) => cells.join(","))].join("\r\n");
        const whole = await read(text, "csv");
        expect(await read(text, "csv", { sizes })).toEqual(whole);
      }),
      { numRuns: 150 },
    );
  });

  it("reads back what was written, each row on its own line number", async () => {
    const cell = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, cell, cell), { maxLength: 8 }),
        chunkSizes,
        async (records, sizes) => {
          let line = 2;
          const expected: unknown[] = [];
          let text = `${csvHeader}\n`;
          for (const record of records) {
            const [prompt_id, prompt, model, completion] = record;
            expected.push({ line, value: { prompt_id, prompt, model, completion } });
            const written = `${record.map((value) => `"${value.replaceAll('"', '""')}"`).join(",")}\n`;
            text += written;
            line += written.split("\n").length - 1;
          }
          expect(await read(text, "csv", { sizes })).toEqual(expected);
        },
      ),
      { numRuns: 100 },
    );
  });
});
