/** A limit for a message: `8 MiB`, or in bytes where it is not a whole number of them. */
export function inMebibytes(bytes: number): string {
  return bytes % (1 << 20) === 0 ? `${bytes / (1 << 20)} MiB` : `${bytes} bytes`;
}
