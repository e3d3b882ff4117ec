import { afterAll, describe, expect, it } from "vitest";
import { simulateOrder } from "@/server/core/planning/simulate-order";
import type { WeightPreset } from "@/server/core/sampling/utility-weights";
import { chanceOf, replications } from "./replications";

const N = 2000;
const presets: WeightPreset[] = ["balanced", "sharp", "minimum-variance", "uniform"];
const tieRates = [0.1, 0.3, 0.6];
const shares = [0.05, 0.1, 0.2];
const rows: Record<string, string | number>[] = [];

afterAll(() => console.table(rows));

/** Coverage of 95 % intervals and bias, in units of its Monte-Carlo error, at each n. */
function calibrate(
  utilities: string,
  auc: number,
  preset: WeightPreset,
  tieRate: number,
  n: number[],
  runs: number,
) {
  const plan = { N, tieRate, margin: 0.15, auc, preset };
  return simulateOrder({ ...plan, n, replications: runs, seed: `${utilities}/${preset}/${tieRate}` }).map(
    (run) => {
      const drift = run.bias / (run.error / Math.sqrt(runs));
      const round = (value: number) => Number(value.toFixed(4));
      const figures = { coverage: round(run.coverage), bias: round(run.bias), drift: round(drift) };
      rows.push({
        utilities,
        preset,
        tieRate,
        n: run.n,
        ...figures,
        ties: round(run.tieRate),
        ess: round(run.ess / run.n),
      });
      return { ...run, drift };
    },
  );
}

describe.each(presets)("LURE under %s, pools of 2,000, informative utilities", (preset) => {
  it.each(tieRates)("covers in .925 – .97 of campaigns and is unbiased, tie rate %d", (tieRate) => {
    const n = shares.map((share) => share * N);
    for (const run of calibrate("informative", 0.7, preset, tieRate, n, replications(10_000))) {
      const slack = chanceOf(0.95, 10_000);
      expect.soft(run.coverage, `coverage at n = ${run.n}`).toBeGreaterThan(0.925 - slack);
      expect.soft(run.coverage, `coverage at n = ${run.n}`).toBeLessThan(0.97 + slack);
      expect.soft(Math.abs(run.drift), `bias at n = ${run.n}`).toBeLessThan(4);
    }
  });

  it.each(tieRates)(
    "is unbiased also where utilities mislead or n < 50, tie rate %d; coverage is printed",
    (tieRate) => {
      const runs = replications(2000);
      const few = calibrate("informative", 0.7, preset, tieRate, [20, 40], runs);
      const misled = calibrate(
        "misleading",
        0.3,
        preset,
        tieRate,
        [20, 40, ...shares.map((share) => share * N)],
        runs,
      );
      for (const run of [...few, ...misled])
        expect.soft(Math.abs(run.drift), `bias at n = ${run.n}`).toBeLessThan(4);
    },
  );
});
