import { describeValue } from "./describe-value";

const mostNumbers = 65_536;

/**
 * The vector of one completion from a list of finite numbers that are not all zero, or what is wrong with it and where.
 *
 * @example parseEmbedding([1, "x"]) // { field: "embedding[1]", reason: 'expected a number, got text "x"' }
 */
export function parseEmbedding(value: unknown): Float32Array | { field: string; reason: string } {
  const field = "embedding";
  if (!Array.isArray(value))
    return { field, reason: `expected a list of numbers, got ${describeValue(value)}` };
  if (value.length === 0 || value.length > mostNumbers) {
    return { field, reason: `has ${value.length} numbers: expected 1 to ${mostNumbers}` };
  }
  const vector = new Float32Array(value.length);
  for (let i = 0; i < value.length; i++) {
    const number: unknown = value[i];
    const inner = `${field}[${i}]`;
    if (typeof number !== "number") {
      return { field: inner, reason: `expected a number, got ${describeValue(number)}` };
    }
    vector[i] = number;
    if (!Number.isFinite(vector[i])) {
      return { field: inner, reason: `${number} is not a finite number of 32 bits` };
    }
  }
  if (vector.every((number) => number === 0)) {
    return { field, reason: "holds only zeros, which point nowhere" };
  }
  return vector;
}
