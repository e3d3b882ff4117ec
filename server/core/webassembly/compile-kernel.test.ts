import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileKernel } from "./compile-kernel";
import { Kernel } from "./kernel-memory";

type Functions = Record<string, (...values: number[]) => number>;

function load(source: string): Kernel<Functions> {
  return new Kernel<Functions>(compileKernel(source));
}

describe("compileKernel", () => {
  it("gives operators the precedence that JavaScript gives them", () => {
    const cases: [string, (a: number, b: number, c: number) => number][] = [
      ["a + b * c", (a, b, c) => a + b * c],
      ["(a + b) * c", (a, b, c) => (a + b) * c],
      ["a - b - c", (a, b, c) => a - b - c],
      ["a & b | c ^ a", (a, b, c) => (a & b) | (c ^ a)],
      ["a << 3 >> 1", (a) => (a << 3) >> 1],
      ["a >>> 5 ^ b", (a, b) => (a >>> 5) ^ b],
      ["~a & -7 + b", (a, b) => ~a & (-7 + b)],
      ["a + 0x7fffffff", (a) => a + 0x7fffffff],
    ];
    for (const [expression, oracle] of cases) {
      const { run } = load(`fn f(a: i32, b: i32, c: i32): i32 { return ${expression}; }`);
      fc.assert(
        fc.property(fc.nat(30_000), fc.nat(30_000), fc.nat(30_000), (a, b, c) => {
          expect(run.f!(a, b, c), expression).toBe(oracle(a, b, c) | 0);
        }),
        { numRuns: 50 },
      );
    }
  });

  it("loops, breaks, branches and calls", () => {
    const { run } = load(`
      // The sum of the numbers below n that are not multiples of 3, until one is ten.
      fn sum(n: i32): i32 {
        var total = 0;
        var i = 0;
        while (i < n) {
          if (i == 10) { break; }
          if (keep(i)) { total = total + i; } else if (i == 9) { total = total + 1000; } else { total = total - 1; }
          i = i + 1;
        }
        return total;
      }
      fn keep(i: i32): i32 { return !(multiple(i, 3)); }
      fn multiple(i: i32, of: i32): i32 { return i - i / of * of == 0; }`);
    expect([0, 3, 9, 99].map((n) => run.sum!(n))).toEqual([0, 2, 24, 1024]);
  });

  it("reads and writes memory of every width, and doubles and vectors", () => {
    const kernel = load(`
      fn copy(from: i32, to: i32) {
        u8[to] = u8[from]; u16[to, 2] = u16[from, 2]; i32[to, 4] = i32[from, 4]; i64[to, 8] = i64[from, 8];
        v128[to, 16] = v128[from, 16]; f64[to, 32] = f64[from, 32] * 2.5e0 + f64.convert_i32_s(1);
      }
      fn lane(at: i32): i32 { return i32x4.extract_lane(~v128[at] & i32x4.splat(-1), 3); }
      fn wide(a: i32): i32 { return i32.wrap_i64(i64.extend_i32_s(a) * 0x100000000L >>> 33L); }`);
    kernel.bytes.set(Array.from({ length: 32 }, (_, i) => 255 - i));
    kernel.float64[4] = 3;
    kernel.run.copy!(0, 64);
    const expected = [...kernel.bytes.subarray(0, 32)];
    expected[1] = 0;
    expect([...kernel.bytes.subarray(64, 96)]).toEqual(expected);
    expect(kernel.float64[12]).toBe(8.5);
    expect(kernel.run.lane!(0)).toBe(~kernel.int32[3]!);
    expect(kernel.run.wide!(10)).toBe(5);
  });

  it("grows its memory and keeps what is there", () => {
    const kernel = load("fn get(at: i32): i32 { return i32[at]; }");
    kernel.int32[0] = 7;
    kernel.reserve(1_000_000);
    kernel.int32[200_000] = 8;
    expect([kernel.run.get!(0), kernel.run.get!(800_000)]).toEqual([7, 8]);
  });

  it.each([
    ["fn f(a: i32) {\n a = b; }", 'Line 2: unknown variable "b".'],
    ["fn f(a: i32) { a = 1L; }", "Line 1: expected i32, found i64."],
    ["fn f(a: i33) { }", 'Line 1: unknown type "i33".'],
    ["fn f(a: i32): i32 { a; }", "Line 1: a value is left unused."],
    ["fn f() { g(); }", 'Line 1: unknown function "g".'],
    ["fn f() { break; }", "Line 1: break outside of while."],
    ["fn f() { var a = 1; var a = 2; }", 'Line 1: "a" is declared twice.'],
    ["fn f() { } fn f() { }", 'Line 1: "f" is defined twice.'],
    ["fn f() { splat64[0] = 1; }", "Line 1: this memory access only reads."],
    ["fn f() { ", "Line 1: a function body has no end."],
    ["fn f() { \n # }", 'Line 2: unexpected "#".'],
  ])("refuses %j", (source, message) => {
    expect(() => compileKernel(source)).toThrow(message);
  });
});
