/** Kernel source that cannot be compiled; the message names the line. */
export class KernelSyntaxError extends Error {
  override readonly name = "KernelSyntaxError";
}

const TOKEN =
  /\s+|\/\/[^\n]*|(\d+\.\d+(?:e[+-]?\d+)?|0x[0-9a-f]+L?|\d+L?)|([A-Za-z_][\w]*(?:\.\w+)?)|(>>>|<<|>>|<=|>=|==|!=|[-+*/&|^~!<>=(){}[\],;:])/giy;

/** Reads kernel source token by token: numbers, names (with one dot at most) and punctuation; `//` begins a comment. */
export class Tokens {
  private readonly list: string[] = [];
  private readonly lines: number[] = [];
  private at = 0;

  constructor(source: string) {
    let line = 1;
    const pattern = new RegExp(TOKEN);
    while (pattern.lastIndex < source.length) {
      const from = pattern.lastIndex;
      const match = pattern.exec(source);
      if (match === null) throw new KernelSyntaxError(`Line ${line}: unexpected "${source[from]}".`);
      if (match[1] ?? match[2] ?? match[3]) {
        this.list.push(match[0]);
        this.lines.push(line);
      }
      line += match[0].split("\n").length - 1;
    }
  }

  get done(): boolean {
    return this.at === this.list.length;
  }

  peek(ahead = 0): string {
    return this.list[this.at + ahead] ?? "end of source";
  }

  next(): string {
    const token = this.peek();
    this.at++;
    return token;
  }

  /** Reads the token if it is the given one. */
  accept(token: string): boolean {
    if (this.peek() !== token) return false;
    this.at++;
    return true;
  }

  expect(token: string): void {
    if (!this.accept(token)) this.fail(`expected "${token}", found "${this.peek()}"`);
  }

  fail(problem: string): never {
    throw new KernelSyntaxError(`Line ${this.lines[this.at] ?? this.lines.at(-1) ?? 1}: ${problem}.`);
  }
}
