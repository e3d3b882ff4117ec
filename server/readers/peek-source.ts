const peekBytes = 1 << 16;

export interface PeekedSource {
  /** The first bytes: 64 KiB or more, or all there is. */
  head: Buffer;
  /** The whole source again, its first chunk being the head. To be read once. */
  source: AsyncIterable<Uint8Array>;
}

/** Reads the beginning of a source without consuming it. */
export async function peekSource(source: AsyncIterable<Uint8Array>): Promise<PeekedSource> {
  const iterator = source[Symbol.asyncIterator]();
  const parts: Uint8Array[] = [];
  let length = 0;
  while (length < peekBytes) {
    const next = await iterator.next();
    if (next.done) break;
    parts.push(next.value);
    length += next.value.length;
  }
  const head = Buffer.concat(parts, length);
  return { head, source: resume(head, iterator) };
}

async function* resume(head: Buffer, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield head;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}
