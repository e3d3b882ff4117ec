/** The value types of the kernel language, with their codes in the binary format. */
export const VALUE_TYPES = { i32: 0x7f, i64: 0x7e, f64: 0x7c, v128: 0x7b } as const;

export type ValueType = keyof typeof VALUE_TYPES;

/** One instruction: its bytes, what it takes and what it gives; `lanes` is how many lane numbers follow it as constants. */
export interface Operation {
  readonly bytes: readonly number[];
  readonly takes: readonly ValueType[];
  readonly gives: ValueType | undefined;
  readonly lanes: number;
}

/** `name code` pairs after a signature: operand types, result type, and the count of constant lanes if not 0. */
const TABLE: readonly (readonly [takes: string, gives: string, lanes: number, operations: string])[] = [
  [
    "i32 i32",
    "i32",
    0,
    "i32.eq 46 i32.ne 47 i32.lt_s 48 i32.lt_u 49 i32.gt_s 4a i32.gt_u 4b i32.le_s 4c i32.le_u 4d i32.ge_s 4e i32.ge_u 4f " +
      "i32.add 6a i32.sub 6b i32.mul 6c i32.div_s 6d i32.and 71 i32.or 72 i32.xor 73 i32.shl 74 i32.shr_s 75 i32.shr_u 76",
  ],
  [
    "i64 i64",
    "i32",
    0,
    "i64.eq 51 i64.ne 52 i64.lt_s 53 i64.lt_u 54 i64.gt_s 55 i64.gt_u 56 i64.le_s 57 i64.ge_s 59",
  ],
  [
    "i64 i64",
    "i64",
    0,
    "i64.add 7c i64.sub 7d i64.mul 7e i64.and 83 i64.or 84 i64.xor 85 i64.shl 86 i64.shr_s 87 i64.shr_u 88",
  ],
  ["f64 f64", "i32", 0, "f64.eq 61 f64.ne 62 f64.lt 63 f64.gt 64 f64.le 65 f64.ge 66"],
  ["f64 f64", "f64", 0, "f64.add a0 f64.sub a1 f64.mul a2 f64.div a3 f64.min a4 f64.max a5"],
  ["i32", "i32", 0, "i32.eqz 45 i32.clz 67 i32.ctz 68 i32.popcnt 69"],
  ["i64", "i64", 0, "i64.clz 79 i64.ctz 7a i64.popcnt 7b"],
  ["i64", "i32", 0, "i64.eqz 50 i32.wrap_i64 a7"],
  ["i32", "i64", 0, "i64.extend_i32_s ac i64.extend_i32_u ad"],
  ["i32", "f64", 0, "f64.convert_i32_s b7"],
  ["f64", "f64", 0, "f64.abs 99 f64.trunc 9d"],
  ["i64", "f64", 0, "f64.reinterpret_i64 bf"],
  ["f64", "i64", 0, "i64.reinterpret_f64 bd"],
  ["i32 i32 i32", "", 0, "memory.fill fc,0b,00 memory.copy fc,0a,00,00"],
  ["i32", "v128", 0, "i8x16.splat fd,0f i16x8.splat fd,10 i32x4.splat fd,11"],
  ["i64", "v128", 0, "i64x2.splat fd,12"],
  ["f64", "v128", 0, "f64x2.splat fd,14"],
  ["v128", "i32", 1, "i32x4.extract_lane fd,1b"],
  ["v128", "i64", 1, "i64x2.extract_lane fd,1d"],
  ["v128", "f64", 1, "f64x2.extract_lane fd,21"],
  ["v128 i64", "v128", 1, "i64x2.replace_lane fd,1e"],
  ["v128 v128", "v128", 16, "i8x16.shuffle fd,0d"],
  ["v128", "i32", 0, "v128.any_true fd,53 i8x16.bitmask fd,64 i32x4.bitmask fd,a4,01"],
  ["v128", "v128", 0, "v128.not fd,4d f64x2.abs fd,ec,01 f64x2.nearest fd,94,01"],
  [
    "v128 v128",
    "v128",
    0,
    "v128.and fd,4e v128.andnot fd,4f v128.or fd,50 v128.xor fd,51 i8x16.eq fd,23 i8x16.lt_u fd,26 i8x16.gt_u fd,28 " +
      "i8x16.le_u fd,2a i8x16.ge_u fd,2c i8x16.add fd,6e i8x16.sub fd,71 i32x4.eq fd,37 i32x4.gt_s fd,3b i32x4.add fd,ae,01 " +
      "i32x4.sub fd,b1,01 i32x4.mul fd,b5,01 i32x4.min_s fd,b6,01 i32x4.min_u fd,b7,01 i64x2.add fd,ce,01 i64x2.sub fd,d1,01 " +
      "i64x2.lt_s fd,d8,01 i64x2.ge_s fd,db,01 f64x2.add fd,f0,01 f64x2.sub fd,f1,01 f64x2.mul fd,f2,01 f64x2.div fd,f3,01 " +
      "f64x2.max fd,f5,01 f64x2.pmax fd,f7,01 f64x2.eq fd,47 f64x2.gt fd,4a f64x2.lt fd,49",
  ],
  [
    "v128 i32",
    "v128",
    0,
    "i32x4.shl fd,ab,01 i32x4.shr_u fd,ad,01 i64x2.shl fd,cb,01 i64x2.shr_s fd,cc,01 i64x2.shr_u fd,cd,01",
  ],
  ["v128 v128 v128", "v128", 0, "v128.bitselect fd,52"],
];

/** How memory is read and written through `type[address]`; without `store` it can only be read. */
export interface MemoryAccess {
  readonly type: ValueType;
  readonly load: readonly number[];
  readonly store: readonly number[] | undefined;
  /** log2 of the natural alignment. */
  readonly alignment: number;
}

export const MEMORY_ACCESSES: Readonly<Record<string, MemoryAccess>> = {
  u8: { type: "i32", load: [0x2d], store: [0x3a], alignment: 0 },
  u16: { type: "i32", load: [0x2f], store: [0x3b], alignment: 1 },
  i32: { type: "i32", load: [0x28], store: [0x36], alignment: 2 },
  i64: { type: "i64", load: [0x29], store: [0x37], alignment: 3 },
  f64: { type: "f64", load: [0x2b], store: [0x39], alignment: 3 },
  v128: { type: "v128", load: [0xfd, 0x00], store: [0xfd, 0x0b], alignment: 4 },
  /** 64 bits into the first lane, 0 into the second. */
  low64: { type: "v128", load: [0xfd, 0x5d], store: undefined, alignment: 3 },
  /** 64 or 32 bits into every lane. */
  splat64: { type: "v128", load: [0xfd, 0x0a], store: undefined, alignment: 3 },
  splat32: { type: "v128", load: [0xfd, 0x09], store: undefined, alignment: 2 },
};

/** The instructions of the kernel language by their WebAssembly names. */
export function createOperations(): ReadonlyMap<string, Operation> {
  const operations = new Map<string, Operation>();
  for (const [takes, gives, lanes, list] of TABLE) {
    const words = list.split(" ");
    for (let i = 0; i < words.length; i += 2) {
      operations.set(words[i]!, {
        bytes: words[i + 1]!.split(",").map((byte) => Number.parseInt(byte, 16)),
        takes: takes.split(" ") as ValueType[],
        gives: gives === "" ? undefined : (gives as ValueType),
        lanes,
      });
    }
  }
  return operations;
}
