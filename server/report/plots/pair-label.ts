const longest = 20;

/** "model a vs model b", long names cut, for the margin of a plot. */
export function pairLabel({ modelA, modelB }: { modelA: string; modelB: string }): string {
  return `${shortName(modelA)} vs ${shortName(modelB)}`;
}

/** Room in pixels that the longest of the labels needs beside a plot. */
export function labelMargin(labels: readonly string[]): number {
  const characters = labels.reduce((most, label) => Math.max(most, label.length), 0);
  return Math.min(320, 24 + 6.8 * characters);
}

/** Labels made different by a number where two pairs' cut names are the same. */
export function distinctLabels(labels: readonly string[]): string[] {
  return labels.map((label, i) => {
    const earlier = labels.slice(0, i).filter((other) => other === label).length;
    return earlier === 0 ? label : `${label} (${earlier + 1})`;
  });
}

/** A name cut to what fits beside a plot. */
export function shortName(name: string): string {
  const characters = Array.from(name);
  return characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : name;
}
