/** How the common keys are printed on keyboards; others are named by their letter or in words. */
const signs: Record<string, string> = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓" };

/** A key as it is shown: "a" as "A", "ArrowLeft" as "←"; keys with a name in words as they are. */
export function keySign(key: string): string {
  return signs[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}
