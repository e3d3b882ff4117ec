const newline = 0x0a;

export interface LineCounter {
  see(chunk: Uint8Array): void;
  /** Counts the newlines before the byte offset `end`, which must have been seen. */
  advanceTo(end: number): void;
  /** 1-based line of the byte last advanced to. */
  line(): number;
}

/** Tells on which line a byte of a stream is, for parsers that know offsets only. Chunks are held until passed. */
export function countLines(): LineCounter {
  const chunks: Uint8Array[] = [];
  /** Offset in the stream of the first chunk held, and how far into it the count has come. */
  let chunkOffset = 0;
  let position = 0;
  let line = 1;
  return {
    see(chunk) {
      chunks.push(chunk);
    },
    advanceTo(end) {
      for (let chunk = chunks[0]; chunk !== undefined && chunkOffset + position < end; chunk = chunks[0]) {
        const stop = Math.min(end - chunkOffset, chunk.length);
        for (; position < stop; position++) if (chunk[position] === newline) line++;
        if (position < chunk.length) return;
        chunkOffset += chunk.length;
        position = 0;
        chunks.shift();
      }
    },
    line: () => line,
  };
}
