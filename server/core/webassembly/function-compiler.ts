import { double, signed, unsigned } from "./encode";
import { MEMORY_ACCESSES, type MemoryAccess, type Operation, VALUE_TYPES, type ValueType } from "./opcodes";
import type { Tokens } from "./tokens";

/** A function's name, parameters and result, known before any body is compiled. */
export interface Signature {
  readonly index: number;
  readonly parameters: readonly ValueType[];
  readonly result: ValueType | undefined;
}

interface Local {
  readonly index: number;
  readonly type: ValueType;
}

/** Binary operators: precedence, and the instruction's name for each type. Comparisons and shifts of integers are signed but for `>>>`. */
const OPERATORS: Readonly<Record<string, readonly [precedence: number, name: string]>> = {
  "|": [1, "or"],
  "^": [2, "xor"],
  "&": [3, "and"],
  "==": [4, "eq"],
  "!=": [4, "ne"],
  "<": [5, "lt"],
  ">": [5, "gt"],
  "<=": [5, "le"],
  ">=": [5, "ge"],
  "<<": [6, "shl"],
  ">>": [6, "shr_s"],
  ">>>": [6, "shr_u"],
  "+": [7, "add"],
  "-": [7, "sub"],
  "*": [8, "mul"],
  "/": [8, "div"],
};

const BLOCK = 0x02;
const LOOP = 0x03;
const IF = 0x04;
const ELSE = 0x05;
const END = 0x0b;
const BRANCH = 0x0c;
const BRANCH_IF = 0x0d;
const RETURN = 0x0f;
const NO_RESULT = 0x40;
const UNREACHABLE = 0x00;

/** Compiles one function body of the kernel language in a single pass, operands before operators, as the stack machine wants them. */
export class FunctionCompiler {
  readonly locals: ValueType[] = [];
  private readonly code: number[] = [];
  private readonly names = new Map<string, Local>();
  private depth = 0;
  /** Block depth inside each enclosing `while`. */
  private readonly loops: number[] = [];

  constructor(
    private readonly tokens: Tokens,
    private readonly operations: ReadonlyMap<string, Operation>,
    private readonly functions: ReadonlyMap<string, Signature>,
    private readonly signature: Signature,
    parameterNames: readonly string[],
  ) {
    parameterNames.forEach((name, index) => {
      this.names.set(name, { index, type: signature.parameters[index]! });
    });
  }

  /** The body's instructions, read from `{` to `}`. */
  compile(): number[] {
    this.block();
    if (this.signature.result !== undefined) this.code.push(UNREACHABLE);
    this.code.push(END);
    return this.code;
  }

  private block(): void {
    this.tokens.expect("{");
    while (!this.tokens.accept("}")) this.statement();
  }

  private statement(): void {
    const { tokens } = this;
    if (tokens.accept("var")) this.declare();
    else if (tokens.accept("while")) this.loop();
    else if (tokens.accept("if")) this.branch();
    else if (tokens.accept("return")) this.leave();
    else if (tokens.accept("break")) this.jump(1);
    else if (tokens.peek() in MEMORY_ACCESSES && tokens.peek(1) === "[") this.store();
    else if (tokens.peek(1) === "=") this.assign();
    else {
      if (this.expression() !== undefined) tokens.fail("a value is left unused");
      tokens.expect(";");
    }
  }

  private declare(): void {
    const { tokens } = this;
    const name = tokens.next();
    if (this.names.has(name)) tokens.fail(`"${name}" is declared twice`);
    tokens.expect("=");
    const type = this.value();
    const index = this.signature.parameters.length + this.locals.length;
    this.locals.push(type);
    this.names.set(name, { index, type });
    this.code.push(0x21, ...unsigned(index));
    tokens.expect(";");
  }

  private assign(): void {
    const name = this.tokens.next();
    const local = this.names.get(name);
    if (local === undefined) return this.tokens.fail(`unknown variable "${name}"`);
    this.tokens.expect("=");
    this.require(local.type, this.value());
    this.code.push(0x21, ...unsigned(local.index));
    this.tokens.expect(";");
  }

  private loop(): void {
    this.code.push(BLOCK, NO_RESULT, LOOP, NO_RESULT);
    this.depth += 2;
    this.loops.push(this.depth);
    this.condition();
    this.code.push(0x45, BRANCH_IF, 1);
    this.block();
    this.code.push(BRANCH, 0, END, END);
    this.loops.pop();
    this.depth -= 2;
  }

  private branch(): void {
    this.condition();
    this.code.push(IF, NO_RESULT);
    this.depth++;
    this.block();
    if (this.tokens.accept("else")) {
      this.code.push(ELSE);
      if (this.tokens.accept("if")) this.branch();
      else this.block();
    }
    this.depth--;
    this.code.push(END);
  }

  private condition(): void {
    this.tokens.expect("(");
    this.require("i32", this.value());
    this.tokens.expect(")");
  }

  private leave(): void {
    if (this.signature.result !== undefined) this.require(this.signature.result, this.value());
    this.code.push(RETURN);
    this.tokens.expect(";");
  }

  private jump(outwards: number): void {
    const loop = this.loops.at(-1);
    if (loop === undefined) return this.tokens.fail("break outside of while");
    this.code.push(BRANCH, ...unsigned(this.depth - loop + outwards));
    this.tokens.expect(";");
  }

  private store(): void {
    const access = MEMORY_ACCESSES[this.tokens.next()]!;
    const offset = this.address();
    this.tokens.expect("=");
    if (access.store === undefined) this.tokens.fail("this memory access only reads");
    this.require(access.type, this.value());
    this.code.push(...access.store!, access.alignment, ...unsigned(offset));
    this.tokens.expect(";");
  }

  /** `[address]` or `[address, constant]`; the constant is added without wrapping. */
  private address(): number {
    this.tokens.expect("[");
    this.require("i32", this.value());
    const offset = this.tokens.accept(",") ? Number(this.tokens.next()) : 0;
    if (!Number.isInteger(offset)) this.tokens.fail("a memory offset is a whole number");
    this.tokens.expect("]");
    return offset;
  }

  private value(): ValueType {
    return this.expression() ?? this.tokens.fail("a value is missing");
  }

  private expression(least = 0): ValueType | undefined {
    let type = this.operand();
    for (;;) {
      const operator = this.tokens.peek();
      const [precedence, name] = OPERATORS[operator] ?? [-1, ""];
      if (precedence < least || type === undefined) return type;
      this.tokens.next();
      const right = this.expression(precedence + 1);
      this.require(type, right);
      const integer = type === "i32" || type === "i64";
      const suffix = integer && ["lt", "gt", "le", "ge", "div"].includes(name) ? "_s" : "";
      type = this.operate(`${type}.${name}${suffix}`);
    }
  }

  private operand(): ValueType | undefined {
    const { tokens } = this;
    const token = tokens.next();
    if (/^\d/.test(token)) return this.constant(token);
    if (token === "(") {
      const type = this.value();
      tokens.expect(")");
      return type;
    }
    if (token === "~") return this.complement();
    if (token === "!") {
      this.require("i32", this.operand());
      return this.operate("i32.eqz");
    }
    if (token === "-" && /^\d/.test(tokens.peek())) return this.constant(`-${tokens.next()}`);
    if (token in MEMORY_ACCESSES && tokens.peek() === "[") return this.load(MEMORY_ACCESSES[token]!);
    if (tokens.peek() === "(") return this.call(token);
    const local = this.names.get(token);
    if (local === undefined) return tokens.fail(`unknown variable "${token}"`);
    this.code.push(0x20, ...unsigned(local.index));
    return local.type;
  }

  private constant(text: string): ValueType {
    const negative = text.startsWith("-");
    const digits = text.replace("-", "");
    if (digits.includes(".")) {
      this.code.push(0x44, ...double(Number(text)));
      return "f64";
    }
    const long = digits.endsWith("L");
    const magnitude = BigInt(digits.replace("L", ""));
    const value = negative ? -magnitude : magnitude;
    this.code.push(long ? 0x42 : 0x41, ...signed(BigInt.asIntN(long ? 64 : 32, value)));
    return long ? "i64" : "i32";
  }

  private complement(): ValueType | undefined {
    const type = this.operand();
    if (type === "v128") return this.operate("v128.not");
    if (type === "i32") this.code.push(0x41, ...signed(-1n));
    else if (type === "i64") this.code.push(0x42, ...signed(-1n));
    else this.tokens.fail("~ needs integers");
    return this.operate(`${type}.xor`);
  }

  private load(access: MemoryAccess): ValueType {
    const offset = this.address();
    this.code.push(...access.load, access.alignment, ...unsigned(offset));
    return access.type;
  }

  private call(name: string): ValueType | undefined {
    const { tokens } = this;
    const target = this.functions.get(name);
    const operation = this.operations.get(name);
    const takes = target?.parameters ?? operation?.takes;
    if (takes === undefined) return tokens.fail(`unknown function "${name}"`);
    tokens.expect("(");
    takes.forEach((type, i) => {
      if (i > 0) tokens.expect(",");
      this.require(type, this.value());
    });
    const lanes: number[] = [];
    for (let lane = 0; lane < (operation?.lanes ?? 0); lane++) {
      tokens.expect(",");
      lanes.push(Number(tokens.next()));
    }
    tokens.expect(")");
    if (target !== undefined) {
      this.code.push(0x10, ...unsigned(target.index));
      return target.result;
    }
    const type = this.operate(name);
    this.code.push(...lanes);
    return type;
  }

  private operate(name: string): ValueType | undefined {
    const operation = this.operations.get(name);
    if (operation === undefined) return this.tokens.fail(`unknown operation "${name}"`);
    this.code.push(...operation.bytes);
    return operation.gives;
  }

  private require(expected: ValueType, found: ValueType | undefined): void {
    if (found !== expected) this.tokens.fail(`expected ${expected}, found ${found ?? "nothing"}`);
  }
}

/** The locals of a function in the binary format, one entry each. */
export function encodeLocals(locals: readonly ValueType[]): number[] {
  return [...unsigned(locals.length), ...locals.flatMap((type) => [1, VALUE_TYPES[type]])];
}
