import { Kernel } from "../webassembly/kernel-memory";
import { classifyInPlace } from "./character-table";
import {
  CUT_START,
  ENTRY_COUNT,
  FREE_START,
  MUST_LEARN,
  OVERSHOOT,
  PADDING,
  type WordFunctions,
  wordKernel,
} from "./word-kernel";

/** Code points are classified this many at a time. */
const LEARN_AT_ONCE = 256;

/**
 * Splits texts into words inside the memory of a kernel, which then interns or hashes them.
 *
 * After `split`: token k of all texts is the bytes from `starts` + 4k up to `ends` + 4k (addresses of addresses), lower-cased
 * UTF-8; text t has the tokens `offsets[t]` up to `offsets[t + 1]`; memory from `free` on may be used.
 */
export class WordSplitter {
  readonly kernel = new Kernel<WordFunctions>(wordKernel, FREE_START + 0x10000);
  starts = 0;
  ends = 0;
  free = 0;
  /** The texts' bytes lie between these addresses, and whether each byte is a character. */
  readonly textsStart = FREE_START;
  textsEnd = FREE_START;
  allAscii = true;

  private readonly encoder = new TextEncoder();

  constructor() {
    this.kernel.bytes.fill(0xff, CUT_START, CUT_START + 16);
  }

  /** Splits every text and returns how many tokens there are, or `MUST_NOT_SPLIT` if one cannot be split in place. */
  split(texts: readonly { readonly text: string }[], offsets: Int32Array): number {
    const { kernel } = this;
    let units = 0;
    for (const { text } of texts) units += text.length;
    // A unit is at most three bytes and at most one token.
    const textsEnd = FREE_START + 3 * units + PADDING * (texts.length + 1);
    this.starts = align(textsEnd);
    this.ends = align(this.starts + 4 * units + OVERSHOOT);
    this.free = align(this.ends + 4 * units + OVERSHOOT);
    kernel.reserve(this.free);
    let at = FREE_START;
    let bytes = 0;
    let tokens = 0;
    for (let t = 0; t < texts.length; t++) {
      offsets[t] = tokens;
      const room = kernel.bytes.subarray(at, textsEnd);
      const end = at + this.encoder.encodeInto(texts[t]!.text, room).written;
      kernel.bytes.fill(0x20, end, end + PADDING);
      bytes += end - at;
      const count = this.splitText(at, end, tokens);
      if (count < 0) return count;
      tokens += count;
      at = end + PADDING;
    }
    offsets[texts.length] = tokens;
    this.textsEnd = at;
    this.allAscii = bytes === units;
    return tokens;
  }

  private splitText(start: number, end: number, tokens: number): number {
    const { kernel, free } = this;
    const problem = free - 16;
    for (;;) {
      const count = kernel.run.split(start, end, this.starts + 4 * tokens, this.ends + 4 * tokens, problem);
      if (count !== MUST_LEARN) return count;
      this.learn(kernel.int32[problem >> 2]!);
    }
  }

  /** Classifies a code point and its neighbours. */
  private learn(codePoint: number): void {
    const first = codePoint - (codePoint % LEARN_AT_ONCE);
    for (let c = first; c < Math.min(ENTRY_COUNT, first + LEARN_AT_ONCE); c++) {
      this.kernel.int32[c] = classifyInPlace(c);
    }
  }
}

/** The next address that is a multiple of 16. */
export function align(address: number): number {
  return (address + 15) & -16;
}
