/** One line of `npm run bench`. `n` is how many things one run did; milliseconds are per run. */
export interface BenchRow {
  group: string;
  name: string;
  n: number;
  medianMs: number;
  minMs: number;
  maxMs: number;
  perSecond: number;
  /** 95th percentile, where single calls are timed. */
  p95Ms?: number;
  /** Comparisons waiting in the queue meanwhile. */
  queued?: number;
  /** What the scripts of a page weigh as they are transferred, compressed. */
  scriptBytes?: number;
  peer?: string;
  /** The peer's time for the same n (measured on fewer and scaled where the peer is slow). */
  peerMedianMs?: number;
  /** medianMs / peerMedianMs. */
  ratio?: number;
  /** How many times as fast as one thread, where threads are compared, and the machine's load average of the last minute. */
  speedup?: number;
  load?: number;
  /** The most memory that the process held at once, in MiB. */
  peakMiB?: number;
  /** Of a job that was killed and taken up again: stretches that were kept before, and how many of them it scored again. */
  kept?: number;
  scoredAgain?: number;
}

export interface Timing {
  medianMs: number;
  minMs: number;
  maxMs: number;
}

/**
 * Times `fn` after a run to warm up, and more of them until half a second has gone by or there were ten: median, least and
 * greatest wall-clock milliseconds of `runs` runs.
 *
 * @example `const timing = await measure("chrf", 5, () => scoreEverything())`
 */
export async function measure(name: string, runs: number, fn: () => void | Promise<void>): Promise<Timing> {
  if (runs < 5) throw new Error(`Bench "${name}" asks for ${runs} runs; a median needs at least 5.`);
  const warm = performance.now() + 500;
  for (let run = 0; run === 0 || (run < 10 && performance.now() < warm); run++) await fn();
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await fn();
    times.push(performance.now() - start);
  }
  return timingOf(times);
}

/** Median, least and greatest of some runs' milliseconds. */
export function timingOf(runs: readonly number[]): Timing {
  const times = runs.toSorted((a, b) => a - b);
  const middle = Math.floor(times.length / 2);
  const medianMs = times.length % 2 === 1 ? times[middle]! : (times[middle - 1]! + times[middle]!) / 2;
  return { medianMs, minMs: times[0]!, maxMs: times.at(-1)! };
}

/** A row for `n` things per run, with the peer's time per thing scaled to the same n. */
export function benchRow(
  group: string,
  name: string,
  n: number,
  timing: Timing,
  peer?: { name: string; n: number; timing: Timing },
): BenchRow {
  const row: BenchRow = { group, name, n, ...timing, perSecond: (1000 * n) / timing.medianMs };
  if (peer === undefined) return row;
  const peerMedianMs = (peer.timing.medianMs / peer.n) * n;
  return { ...row, peer: peer.name, peerMedianMs, ratio: timing.medianMs / peerMedianMs };
}
