/**
 * The candidate that looks most like `name` (edit distance at most a third of its length, or one contains the other),
 * for "did you mean" hints; undefined when nothing is close.
 *
 * @example nearestName("completion", ["completions", "model"]) // "completions"
 */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const distance = nameDistance(simplify(name), simplify(candidate));
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return bestDistance <= Math.max(1, Math.floor(name.length / 3)) ? best : undefined;
}

function simplify(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}

function nameDistance(name: string, candidate: string): number {
  if (name === candidate) return 0;
  if (candidate.length > 2 && (name.includes(candidate) || candidate.includes(name))) return 1;
  // Header names are short; candidates as long as a text cannot be near anyway.
  if (candidate.length > 2 * name.length) return Number.POSITIVE_INFINITY;
  return editDistance(name, candidate);
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const substitution = (previous[column - 1] as number) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const indel = Math.min(previous[column] as number, current[column - 1] as number) + 1;
      current.push(Math.min(substitution, indel));
    }
    previous = current;
  }
  return previous[b.length] as number;
}
