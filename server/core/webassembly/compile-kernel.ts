import { asciiName, section, unsigned, vector } from "./encode";
import { encodeLocals, FunctionCompiler, type Signature } from "./function-compiler";
import { createOperations, VALUE_TYPES, type ValueType } from "./opcodes";
import { Tokens } from "./tokens";

/** "\0asm" and the version of the format. */
const HEADER = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

/**
 * Compiles kernel source to a WebAssembly module that exports every function by name and imports its memory (`kernel.memory`).
 *
 * The language is just large enough for inner loops: `fn f(a: i32, v: v128): i64 { … }` with `var x = …;`, assignment,
 * `while`, `break`, `if`/`else`, `return`; the types i32, i64, f64 and v128 without conversions; integer constants of 32 bits,
 * of 64 with `L`; doubles with a point; memory as `i32[address]` or `u8[address, offset]` (u8, u16, i32, i64, f64, v128,
 * low64, splat64, splat32); operators as in JavaScript, signed except `>>>`, bits of v128 with `& | ^ ~`; and every instruction of
 * `opcodes.ts` called by its WebAssembly name, constant lanes last. There are no globals and nothing is inlined: kernels are
 * written as template strings, whose interpolation unrolls and inlines. Throws `KernelSyntaxError` with the line.
 *
 * @example
 * const bytes = compileKernel("fn add(a: i32, b: i32): i32 { return a + b; }");
 * new Kernel<{ add(a: number, b: number): number }>(bytes).run.add(1, 2); // 3
 */
export function compileKernel(source: string): Uint8Array<ArrayBuffer> {
  const operations = createOperations();
  const signatures = readSignatures(new Tokens(source));
  const functions = [...signatures.values()];
  const tokens = new Tokens(source);
  const bodies = functions.map((signature) => {
    const names = readHead(tokens).parameters.map(([name]) => name);
    const compiler = new FunctionCompiler(tokens, operations, signatures, signature, names);
    const code = compiler.compile();
    const body = [...encodeLocals(compiler.locals), ...code];
    return [...unsigned(body.length), ...body];
  });
  const types = functions.map(({ parameters, result }) => [
    0x60,
    ...vector(parameters.map((type) => [VALUE_TYPES[type]])),
    ...vector(result === undefined ? [] : [[VALUE_TYPES[result]]]),
  ]);
  const exports = [...signatures].map(([name, { index }]) => [...asciiName(name), 0, ...unsigned(index)]);
  return Uint8Array.from([
    ...HEADER,
    ...section(1, vector(types)),
    ...section(2, vector([[...asciiName("kernel"), ...asciiName("memory"), 2, 0, 1]])),
    ...section(3, vector(functions.map(({ index }) => unsigned(index)))),
    ...section(7, vector(exports)),
    ...section(10, vector(bodies)),
  ]);
}

function readSignatures(tokens: Tokens): Map<string, Signature> {
  const signatures = new Map<string, Signature>();
  while (!tokens.done) {
    const { name, parameters, result } = readHead(tokens);
    if (signatures.has(name)) tokens.fail(`"${name}" is defined twice`);
    signatures.set(name, { index: signatures.size, parameters: parameters.map(([, type]) => type), result });
    skipBody(tokens);
  }
  return signatures;
}

function readHead(tokens: Tokens) {
  tokens.expect("fn");
  const name = tokens.next();
  const parameters: [string, ValueType][] = [];
  tokens.expect("(");
  while (!tokens.accept(")")) {
    if (parameters.length > 0) tokens.expect(",");
    const parameter = tokens.next();
    tokens.expect(":");
    parameters.push([parameter, readType(tokens)]);
  }
  const result = tokens.accept(":") ? readType(tokens) : undefined;
  return { name, parameters, result };
}

function readType(tokens: Tokens): ValueType {
  const type = tokens.next();
  if (!(type in VALUE_TYPES)) tokens.fail(`unknown type "${type}"`);
  return type as ValueType;
}

function skipBody(tokens: Tokens): void {
  tokens.expect("{");
  for (let depth = 1; depth > 0; ) {
    const token = tokens.next();
    if (token === "end of source") tokens.fail("a function body has no end");
    if (token === "{") depth++;
    if (token === "}") depth--;
  }
}
