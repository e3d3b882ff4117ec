/** Typed arrays as they are stored: their bytes, little-endian as on every machine this runs on. */
export function toBytes(array: Float64Array | Float32Array | Int32Array): Buffer {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength);
}

export function toFloat64(bytes: Uint8Array): Float64Array {
  return new Float64Array(aligned(bytes));
}

export function toFloat32(bytes: Uint8Array): Float32Array {
  return new Float32Array(aligned(bytes));
}

export function toInt32(bytes: Uint8Array): Int32Array {
  return new Int32Array(aligned(bytes));
}

/** A copy of its own buffer: what a driver returns may start anywhere in a shared one. */
function aligned(bytes: Uint8Array): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}
