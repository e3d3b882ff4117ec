type Scratch = Int32Array | Uint16Array | Uint8Array | Float64Array;

/**
 * A scratch buffer of at least `length` elements: the given one if it is long enough, else a longer copy.
 *
 * Grows by doubling, so that a scorer that meets ever longer texts allocates rarely. New elements are 0.
 *
 * @example `this.ids = ensureCapacity(this.ids, text.length)`
 */
export function ensureCapacity<T extends Scratch>(buffer: T, length: number): T {
  if (buffer.length >= length) return buffer;
  const Constructor = buffer.constructor as new (length: number) => T;
  const grown = new Constructor(Math.max(length, 2 * buffer.length));
  grown.set(buffer);
  return grown;
}
