const PAGE_BYTES = 65_536;

/**
 * A running kernel with a memory of its own; one per scorer, never shared between threads.
 *
 * The memory starts with `bytes` bytes, all 0; `reserve(bytes)` makes it large enough. Growing detaches earlier views, so take views (`int32`, …) after it.
 *
 * @example
 * const kernel = new Kernel<{ add(a: number, b: number): number }>(compileKernel("fn add(a: i32, b: i32): i32 { return a + b; }"));
 * kernel.run.add(1, 2); // 3
 */
export class Kernel<Functions> {
  readonly run: Functions;
  bytes: Uint8Array<ArrayBuffer>;
  int32: Int32Array<ArrayBuffer>;
  float64: Float64Array<ArrayBuffer>;
  private readonly memory: WebAssembly.Memory;

  constructor(module: Uint8Array<ArrayBuffer>, bytes = PAGE_BYTES) {
    this.memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE_BYTES) });
    const imports = { kernel: { memory: this.memory } };
    this.run = new WebAssembly.Instance(new WebAssembly.Module(module), imports).exports as Functions;
    this.bytes = new Uint8Array(this.memory.buffer);
    this.int32 = new Int32Array(this.memory.buffer);
    this.float64 = new Float64Array(this.memory.buffer);
  }

  /** At least this many bytes of memory; what is there stays. */
  reserve(bytes: number): void {
    const missing = Math.ceil((bytes - this.bytes.length) / PAGE_BYTES);
    if (missing <= 0) return;
    this.memory.grow(missing);
    this.bytes = new Uint8Array(this.memory.buffer);
    this.int32 = new Int32Array(this.memory.buffer);
    this.float64 = new Float64Array(this.memory.buffer);
  }
}
