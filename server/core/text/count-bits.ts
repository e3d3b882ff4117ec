/**
 * How many bits of a 32-bit integer are set. Warren, *Hacker's Delight* (2nd ed.), §5-1.
 *
 * @example `countBits(0b1011)` is 3; `countBits(-1)` is 32
 */
export function countBits(value: number): number {
  let v = value - ((value >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
