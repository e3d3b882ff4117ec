import type { ReportInput } from "./report-input";

const arrayTypes = { Float64Array, Int32Array, Uint8Array } as const;
type ArrayName = keyof typeof arrayTypes;

/**
 * A report's input as JSON without spaces: a typed array is an object of one key, its type's name, with the numbers as
 * a list; stored sequences, which follow from the draws, are left out; NaN, as where a metric could not score, is null. Every number comes back as it was.
 *
 * @example inputToJson(input).includes('{"Float64Array":[0.25') // a column of probabilities
 */
export function inputToJson(input: ReportInput): string {
  return toJson({ ...input, sequences: undefined });
}

function toJson(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  const name = typedArrayName(value);
  // Numbers go to JSON.stringify by themselves: a replacer would be called for each.
  if (name) return `{"${name}":${JSON.stringify(Array.from(value as Float64Array))}}`;
  if (Array.isArray(value)) return `[${value.map(toJson).join(",")}]`;
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${toJson(entry)}`).join(",")}}`;
}

/**
 * The input back from its parsed JSON.
 *
 * @throws RangeError for a typed array that holds anything but numbers and null.
 */
export function inputFromJson(json: unknown): ReportInput {
  return revive(json) as ReportInput;
}

function revive(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(revive);
  const entries = Object.entries(value);
  const [name, list] = entries[0] ?? [];
  if (entries.length === 1 && name !== undefined && name in arrayTypes && Array.isArray(list))
    return toTypedArray(name as ArrayName, list);
  return Object.fromEntries(entries.map(([key, entry]) => [key, revive(entry)]));
}

function toTypedArray(name: ArrayName, list: readonly unknown[]) {
  const array = new arrayTypes[name](list.length);
  for (const [i, entry] of list.entries()) {
    if (typeof entry !== "number" && entry !== null) throw new RangeError(`${name} holds a ${typeof entry}`);
    array[i] = entry ?? Number.NaN;
  }
  return array;
}

function typedArrayName(value: unknown): ArrayName | undefined {
  if (!ArrayBuffer.isView(value)) return undefined;
  const name = value.constructor.name;
  if (!(name in arrayTypes)) throw new RangeError(`a report's input holds a ${name}`);
  return name as ArrayName;
}
