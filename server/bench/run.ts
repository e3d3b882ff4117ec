import type { BenchRow } from "./bench-row";

type BenchGroup = (report: (row: BenchRow) => void) => Promise<void>;

/** Group name to its bench, loaded only when asked for: `serve`, `judge` and `io` need a built app, and `scale` takes minutes. */
const groups: Record<string, () => Promise<BenchGroup>> = {
  metrics: async () => (await import("./metrics")).benchMetrics,
  serve: async () => (await import("./serve")).benchServe,
  judge: async () => (await import("./judge")).benchJudge,
  io: async () => (await import("./io")).benchIo,
  statistics: async () => (await import("./statistics")).benchStatistics,
  scale: async () => (await import("./scale")).benchScale,
};

/** `npm run bench [-- GROUP…]`: prints one JSON line per row; without a group, all of them. */
async function run(names: string[]): Promise<void> {
  const unknown = names.filter((name) => !(name in groups));
  if (unknown.length > 0) {
    console.error(
      `Unknown bench group: ${unknown.join(", ")}. Known groups: ${Object.keys(groups).join(", ")}.`,
    );
    process.exitCode = 2;
    return;
  }
  for (const name of names.length > 0 ? names : Object.keys(groups)) {
    const bench = await groups[name]!();
    await bench((row) => console.log(JSON.stringify(row)));
  }
}

await run(process.argv.slice(2));
