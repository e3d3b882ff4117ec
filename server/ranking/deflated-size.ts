import { deflateRawSync } from "node:zlib";

/** Size in bytes of a text under deflate at its default level: the compressor of the metric `ncd`. */
export function deflatedSize(text: string): number {
  return deflateRawSync(text).length;
}
