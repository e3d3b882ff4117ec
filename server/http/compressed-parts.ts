import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";

const kinds: Record<string, string> = {
  js: "application/javascript; charset=UTF-8",
  css: "text/css; charset=UTF-8",
};

/**
 * Answers requests for the scripts and styles of pages from the Brotli copies that the build made of them.
 *
 * @param built the folder of the build, `.next`.
 * @returns whether it answered; false: the browser takes no Brotli, or there is no such copy.
 */
export function compressedParts(
  built: string,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const parts = listParts(join(built, "static"));
  const headers = headersOfAll(built);
  return (request, response) => {
    if (request.method !== "GET" || !/\bbr\b/.test(String(request.headers["accept-encoding"] ?? "")))
      return false;
    const part = parts.get((request.url ?? "").replace(/\?.*$/, ""));
    if (!part) return false;
    response.writeHead(200, {
      ...headers,
      // Named for what is in it.
      "Cache-Control": "public, max-age=31536000, immutable",
      "Content-Type": part.kind,
      "Content-Encoding": "br",
      "Content-Length": part.size,
      Vary: "Accept-Encoding",
    });
    createReadStream(part.file).pipe(response);
    return true;
  };
}

function listParts(folder: string): Map<string, { file: string; size: number; kind: string }> {
  if (!existsSync(folder)) return new Map();
  const copies = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".br"),
  );
  return new Map(
    copies.map((name) => {
      const file = join(folder, name);
      const part = name.slice(0, -".br".length).replaceAll("\\", "/");
      const kind = kinds[part.slice(part.lastIndexOf(".") + 1)] ?? "application/octet-stream";
      return [`/_next/static/${part}`, { file, size: statSync(file).size, kind }];
    }),
  );
}

/** The headers that next.config.ts puts on every answer. */
function headersOfAll(built: string): Record<string, string> {
  const manifest = JSON.parse(readFileSync(join(built, "routes-manifest.json"), "utf8")) as {
    headers?: { source: string; headers: { key: string; value: string }[] }[];
  };
  const all = manifest.headers?.filter(({ source }) => source === "/:path*") ?? [];
  return Object.fromEntries(all.flatMap(({ headers }) => headers.map(({ key, value }) => [key, value])));
}
