/** An integer in the variable-length form of the WebAssembly binary format (signed LEB128; fits unsigned below 2^31 only via `unsigned`). */
export function signed(value: bigint): number[] {
  const bytes: number[] = [];
  for (;;) {
    const byte = Number(value & 0x7fn);
    value >>= 7n;
    if ((value === 0n && (byte & 0x40) === 0) || (value === -1n && (byte & 0x40) !== 0)) {
      bytes.push(byte);
      return bytes;
    }
    bytes.push(byte | 0x80);
  }
}

/** A non-negative integer in unsigned LEB128. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  while (value > 0x7f) {
    bytes.push((value & 0x7f) | 0x80);
    value >>>= 7;
  }
  bytes.push(value);
  return bytes;
}

/** A double as its eight bytes, least significant first. */
export function double(value: number): number[] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value, true);
  return Array.from({ length: 8 }, (_, i) => view.getUint8(i));
}

/** A vector of the binary format: the count of items, then their bytes. */
export function vector(items: readonly (readonly number[])[]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

/** A name of ASCII characters, with its length in front. */
export function asciiName(name: string): number[] {
  return [...unsigned(name.length), ...Array.from(name, (character) => character.charCodeAt(0))];
}

/** A section of a module: id, size, content. */
export function section(id: number, content: readonly number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}
