/** Where and why a text is not the JSON that an import accepts. */
export interface JsonFault {
  /** 1-based column, in characters. */
  column: number;
  /** Path of the field being read, or "" at the top level. */
  field: string;
  reason: string;
}

interface Scan {
  readonly text: string;
  at: number;
}

const maxDepth = 500;
const space = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /-?[A-Za-z_][\w.]*/y;
const plainCharacters = /[^"\\\0-\x1f]*/y;
const escape = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y;
const notJson: Readonly<Record<string, string>> = {
  NaN: "NaN is not JSON; write a number or leave the value out",
  nan: "nan is not JSON; write a number or leave the value out",
  Infinity: "Infinity is not JSON; write a number or leave the value out",
  "-Infinity": "-Infinity is not JSON; write a number such as -9999 or leave the value out",
  None: "None is not JSON; write null",
  True: "True is not JSON; write true",
  False: "False is not JSON; write false",
};

/**
 * The first fault of a text under RFC 8259, stricter in one point: a key may come only once in an object. Undefined
 * when there is none. Much slower than `JSON.parse`: it is asked only after a line failed, to say where and why in
 * the words of the file rather than of the engine.
 *
 * @example locateJsonFault('{"a": [1, NaN]}') // { column: 11, field: "a[1]", reason: "NaN is not JSON; …" }
 */
export function locateJsonFault(text: string): JsonFault | undefined {
  const scan: Scan = { text, at: 0 };
  const fault = scanValue(scan, "", 0);
  if (fault !== undefined) return fault;
  skip(scan, space);
  if (scan.at < text.length) return faultAt(scan, "", `unexpected ${shown(scan)} after the end of the value`);
  return undefined;
}

function scanValue(scan: Scan, field: string, depth: number): JsonFault | undefined {
  if (depth > maxDepth) return faultAt(scan, field, `is nested more than ${maxDepth} levels deep`);
  skip(scan, space);
  const character = scan.text[scan.at];
  if (character === undefined)
    return faultAt(scan, field, "the text ends where a value should be; is it cut off?");
  if (character === "{") return scanObject(scan, field, depth);
  if (character === "[") return scanList(scan, field, depth);
  if (character === '"') return scanString(scan, field);
  return scanScalar(scan, field);
}

function scanObject(scan: Scan, field: string, depth: number): JsonFault | undefined {
  scan.at++;
  const keys = new Set<string>();
  skip(scan, space);
  if (scan.text[scan.at] === "}") return close(scan);
  for (;;) {
    skip(scan, space);
    const keyAt = scan.at;
    if (scan.text[keyAt] !== '"') return unexpected(scan, field, "a key in double quotes");
    const fault = scanString(scan, field);
    if (fault !== undefined) return fault;
    const key = String(JSON.parse(scan.text.slice(keyAt, scan.at)));
    const inner = field === "" ? key : `${field}.${key}`;
    if (keys.has(key))
      return { column: keyAt + 1, field: inner, reason: "is given twice in the same object" };
    keys.add(key);
    skip(scan, space);
    if (scan.text[scan.at] !== ":") return unexpected(scan, inner, 'a ":" after the key');
    scan.at++;
    const valueFault = scanValue(scan, inner, depth + 1);
    if (valueFault !== undefined) return valueFault;
    skip(scan, space);
    if (scan.text[scan.at] === "}") return close(scan);
    if (scan.text[scan.at] !== ",") return unexpected(scan, inner, '"," or "}" after the value');
    scan.at++;
  }
}

function scanList(scan: Scan, field: string, depth: number): JsonFault | undefined {
  scan.at++;
  skip(scan, space);
  if (scan.text[scan.at] === "]") return close(scan);
  for (let index = 0; ; index++) {
    const fault = scanValue(scan, `${field}[${index}]`, depth + 1);
    if (fault !== undefined) return fault;
    skip(scan, space);
    if (scan.text[scan.at] === "]") return close(scan);
    if (scan.text[scan.at] !== ",")
      return unexpected(scan, `${field}[${index}]`, '"," or "]" after the value');
    scan.at++;
  }
}

function scanString(scan: Scan, field: string): JsonFault | undefined {
  scan.at++;
  for (;;) {
    skip(scan, plainCharacters);
    const character = scan.text[scan.at];
    if (character === '"') return close(scan);
    if (character === undefined) return faultAt(scan, field, "the text ends inside a string; is it cut off?");
    if (character !== "\\") {
      const code = character.charCodeAt(0).toString(16).padStart(4, "0").toUpperCase();
      return faultAt(scan, field, `holds the raw control character U+${code}; write it as \\u${code}`);
    }
    if (skip(scan, escape) !== "") continue;
    if (scan.text.length - scan.at < 6)
      return faultAt(scan, field, "the text ends inside a string; is it cut off?");
    return faultAt(
      scan,
      field,
      `holds ${scan.text.slice(scan.at, scan.at + 2)}, which is not an escape of JSON`,
    );
  }
}

function scanScalar(scan: Scan, field: string): JsonFault | undefined {
  const start = scan.at;
  const literal = skip(scan, word);
  if (literal === "true" || literal === "false" || literal === "null") return undefined;
  if (literal !== "") {
    return {
      column: start + 1,
      field,
      reason: notJson[literal] ?? `${shorten(literal)} is not JSON; texts need double quotes`,
    };
  }
  if (skip(scan, number) === "") return unexpected(scan, field, "a value");
  const following = scan.text[scan.at];
  if (following !== undefined && /[\w.+-]/.test(following)) {
    return {
      column: start + 1,
      field,
      reason: `${shorten(/\S*/.exec(scan.text.slice(start))?.[0] ?? "")} is not a JSON number`,
    };
  }
  return undefined;
}

function skip(scan: Scan, pattern: RegExp): string {
  pattern.lastIndex = scan.at;
  const matched = pattern.exec(scan.text)?.[0] ?? "";
  scan.at += matched.length;
  return matched;
}

function close(scan: Scan): undefined {
  scan.at++;
}

function unexpected(scan: Scan, field: string, wanted: string): JsonFault {
  if (scan.at >= scan.text.length)
    return faultAt(scan, field, `the text ends where ${wanted} should be; is it cut off?`);
  return faultAt(scan, field, `expected ${wanted}, found ${shown(scan)}`);
}

function faultAt(scan: Scan, field: string, reason: string): JsonFault {
  return { column: scan.at + 1, field, reason };
}

function shown(scan: Scan): string {
  return JSON.stringify(String.fromCodePoint(scan.text.codePointAt(scan.at) ?? 0));
}

function shorten(text: string): string {
  return text.length > 30 ? `${text.slice(0, 30)}…` : text;
}
