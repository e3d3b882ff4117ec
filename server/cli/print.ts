/** Writes a line of result. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Writes a result for programs. What is undefined is null, so that every name is always there. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, (_, entry) => (entry === undefined ? null : entry), 2));
}

/** Tells the person something that is not the result. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}
