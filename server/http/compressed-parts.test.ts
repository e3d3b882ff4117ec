import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { compressParts } from "../start/compress-parts.mjs";
import { compressedParts } from "./compressed-parts";

let built: string;
let server: Server;
let url: string;
const script = "console.log('a part of a page');\n".repeat(50);

beforeEach(async () => {
  built = mkdtempSync(join(tmpdir(), "tiebreak-parts-"));
  mkdirSync(join(built, "static", "chunks"), { recursive: true });
  writeFileSync(join(built, "static", "chunks", "a~b.js"), script);
  const nosniff = { key: "X-Content-Type-Options", value: "nosniff" };
  const manifest = { headers: [{ source: "/:path*", headers: [nosniff] }] };
  writeFileSync(join(built, "routes-manifest.json"), JSON.stringify(manifest));
  await compressParts(join(built, "static"));
  const answer = compressedParts(built);
  server = createServer((request, response) => {
    if (!answer(request, response)) response.writeHead(404).end("left to others");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.close();
  rmSync(built, { recursive: true });
});

const ask = (path: string, encoding = "gzip, br") =>
  fetch(url + path, { headers: { "accept-encoding": encoding } });

it("answers a part with its copy, which is the part", async () => {
  const answer = await ask("/_next/static/chunks/a~b.js");
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-encoding": "br",
    "content-type": "application/javascript; charset=UTF-8",
    "cache-control": "public, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
    vary: "Accept-Encoding",
  });
  expect(Number(answer.headers.get("content-length"))).toBeLessThan(script.length / 5);
  expect(await answer.text()).toBe(script);
});

it.each([
  ["/_next/static/chunks/a~b.js", "gzip"],
  ["/_next/static/chunks/a~b.js.br", "br"],
  ["/_next/static/chunks/../../routes-manifest.json", "br"],
  ["/_next/static/%2e%2e/routes-manifest.json", "br"],
  ["/api/health", "br"],
])("leaves %s with %s to others", async (path, encoding) => {
  expect(await (await ask(path, encoding)).text()).toBe("left to others");
});
