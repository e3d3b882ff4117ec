import { afterEach, describe, expect, test, vi } from "vitest";
import { previewUpload, uploadFile } from "./upload";

afterEach(() => vi.unstubAllGlobals());

const file = (text: string) => new File([text], "my file.jsonl");

function answer(chunks: string[], init?: ResponseInit) {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(encoder.encode(chunk));
      controller.close();
    },
  });
  const fetched = vi.fn<(url: string, init: RequestInit) => Promise<Response>>(
    async () => new Response(body, init),
  );
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

describe("sending a file", () => {
  test("progress comes line by line, however the lines are cut, and then the outcome", async () => {
    const fetched = answer([
      '{"type":"progress","bytesRead":10,',
      '"rowsRead":1}\n{"type":"progress","bytesRead":20,"rowsRead":2}\n{"type":"do',
      'ne","import":{"importId":"imp_1"}}\n',
    ]);
    const seen: number[] = [];
    const outcome = await uploadFile(
      { campaignId: "cmp_1", file: file("x"), skipBad: true },
      ({ rowsRead }) => seen.push(rowsRead),
    );
    expect(seen).toEqual([1, 2]);
    expect(outcome).toEqual({ type: "done", import: { importId: "imp_1" } });
    expect(fetched.mock.calls[0]?.[0]).toBe(
      "/api/campaigns/cmp_1/imports?fileName=my%20file.jsonl&skipBad=1",
    );
  });

  test("a refusal has its problems, also when there are none to list", async () => {
    answer(['{"type":"failed","message":"No."}']);
    const outcome = await uploadFile({ campaignId: "c", file: file("x"), skipBad: false }, () => {});
    expect(outcome).toEqual({ type: "failed", message: "No.", problems: [], problemCount: 0 });
  });

  test("an answer without an end is a broken connection", async () => {
    answer(['{"type":"progress","bytesRead":1,"rowsRead":0}\n']);
    const sent = uploadFile({ campaignId: "c", file: file("x"), skipBad: false }, () => {});
    await expect(sent).rejects.toThrow("could not be reached");
  });

  test("the server's own words are shown when it refuses at once", async () => {
    answer(["A launched campaign takes no data.\n"], { status: 412 });
    const sent = uploadFile({ campaignId: "c", file: file("x"), skipBad: false }, () => {});
    await expect(sent).rejects.toThrow("A launched campaign takes no data.");
  });
});

describe("looking at a file first", () => {
  test("only whole lines of a long file are sent, and a row cut in two is no problem of the file", async () => {
    const line = `${"x".repeat(99)}\n`;
    const fetched = answer([
      JSON.stringify({
        rows: [{ line: 1 }, { line: 3 }],
        problems: [
          { line: 2, reason: "bad" },
          { line: 4, reason: "cut" },
        ],
        hasMore: false,
      }),
    ]);
    const preview = await previewUpload("c", file(line.repeat(20_000).slice(0, -50)));
    expect(fetched.mock.calls[0]?.[1].body).toHaveProperty("size", 1_000_000);
    expect(preview.problems).toEqual([{ line: 2, reason: "bad" }]);
    expect(preview.hasMore).toBe(true);
  });
});
