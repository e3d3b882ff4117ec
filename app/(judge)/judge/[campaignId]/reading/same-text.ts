/** Whether two completions say the same, letter for letter but for space and the way letters are encoded. */
export function isSameText(a: string, b: string): boolean {
  if (a === b) return true;
  // Space and encoding never make one text so much longer.
  if (Math.max(a.length, b.length) > 4 * Math.min(a.length, b.length) + 100) return false;
  return normal(a) === normal(b);
}

function normal(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").trim();
}
