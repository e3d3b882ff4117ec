const scorePrefix = "score:";

/** A control variate as it is set: "judge", or "score:" and a metadata column. */
export function isControlVariate(spec: string): boolean {
  return spec === "judge" || (spec.startsWith(scorePrefix) && spec.length > scorePrefix.length);
}

/** The metadata column that a control variate reads; undefined for the votes of judges. */
export function scoreColumn(spec: string): string | undefined {
  return spec.startsWith(scorePrefix) ? spec.slice(scorePrefix.length) : undefined;
}

/** A control variate in words. */
export function controlVariateWords(spec: string): string {
  const column = scoreColumn(spec);
  return column === undefined ? "the judges' votes" : `the gap of “${column}”`;
}
