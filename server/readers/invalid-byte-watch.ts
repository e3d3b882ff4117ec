import { isUtf8 } from "node:buffer";
import { findInvalidUtf8 } from "./find-invalid-utf8";

/** Offsets of bytes that are not UTF-8, in a stream seen chunk by chunk. */
export interface InvalidByteWatch {
  /** Takes the next chunk; sequences cut by its end are judged with the chunk after it. */
  see(chunk: Uint8Array): void;
  /** To be called after the last chunk: what is still open is invalid. */
  finish(): void;
  /** The first invalid offset below `end` not yet taken, all below `end` being taken; -1 when there is none. */
  takeBefore(end: number): number;
}

/** For parsers that replace bad bytes silently: remembers where they were, so that the row can be refused by name. */
export function watchInvalidBytes(): InvalidByteWatch {
  const found: number[] = [];
  let open = Buffer.alloc(0);
  let openOffset = 0;
  const judge = (bytes: Buffer): void => {
    if (!isUtf8(bytes)) {
      for (let at = findInvalidUtf8(bytes, 0); at !== -1; at = findInvalidUtf8(bytes, at + 1)) {
        found.push(openOffset + at);
      }
    }
    openOffset += bytes.length;
  };
  return {
    see(chunk) {
      const bytes =
        open.length === 0
          ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
          : Buffer.concat([open, chunk]);
      const complete = bytes.length - openSequenceLength(bytes);
      judge(bytes.subarray(0, complete));
      open = Buffer.from(bytes.subarray(complete));
    },
    finish() {
      judge(open);
      open = Buffer.alloc(0);
    },
    takeBefore(end) {
      const first = found[0];
      if (first === undefined || first >= end) return -1;
      const rest = found.findIndex((offset) => offset >= end);
      found.splice(0, rest === -1 ? found.length : rest);
      return first;
    },
  };
}

/** How many of the last bytes may be the beginning of a sequence that the next chunk completes. */
function openSequenceLength(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
  }
  return 0;
}
