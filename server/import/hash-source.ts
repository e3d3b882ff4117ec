import { createHash } from "node:crypto";

export interface HashedSource {
  /** The source, to be read once. */
  source: AsyncIterable<Uint8Array>;
  bytesRead: () => number;
  /** SHA-256 in hexadecimal of what has been read; final, so to be asked once, at the end. */
  sha256: () => string;
}

/** Computes the hash of a source while it is read. */
export function hashSource(source: AsyncIterable<Uint8Array>): HashedSource {
  const hash = createHash("sha256");
  let bytes = 0;
  async function* read(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  return { source: read(), bytesRead: () => bytes, sha256: () => hash.digest("hex") };
}
