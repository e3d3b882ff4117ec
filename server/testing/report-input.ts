import { drawSequence } from "@/server/core/sampling/draw-sequence";
import { createRandom } from "@/server/core/sampling/random";
import { utilityWeights } from "@/server/core/sampling/utility-weights";
import { JudgmentGatherer } from "../report/judgment-columns";
import {
  outcomeOrder,
  type ReportInput,
  type StratumColumns,
  type StratumPool,
} from "../report/report-input";

export type TestOutcome = (typeof outcomeOrder)[number];
/** A drawn comparison's fate: its first judgments, or none because it is open or was given up. */
export type TestDraw = readonly TestOutcome[] | "open" | "unjudgeable";

export interface TestStratum {
  modelA?: string;
  modelB?: string;
  routingGroup?: string;
  size: number;
  planned?: number;
  controlShare?: number;
  /** Drawn with equal weights, as by the preset uniform. */
  isEven?: boolean;
  seed?: string;
  /** One per drawn comparison, in draw order; may look at the comparison's rank in (0, 1). */
  draws: readonly TestDraw[] | { count: number; fate: (rank: number, random: () => number) => TestDraw };
}

/** A stratum's columns with real draw probabilities (preset balanced, ranks in pool order) and the given fates. */
export function testStratum(input: TestStratum, stratum = 1): StratumColumns {
  return testDraws(input, stratum).columns;
}

/** The same with the whole pool, whose comparisons are of one prompt each, and with every judgment. */
function testDraws(input: TestStratum, stratum: number) {
  const { modelA = "alpha", modelB = "beta", routingGroup = "all", size, controlShare = 0.15 } = input;
  const ranks = Float64Array.from({ length: size }, (_, i) => (i + 0.5) / size);
  const weights = input.isEven
    ? new Float64Array(size).fill(1 / size)
    : utilityWeights(ranks, { tau: 0.5, kappa: 10 });
  const seed = input.seed ?? `test/${stratum}`;
  const sequence = drawSequence({ weights, controlShare, seed });
  const fates = fatesOf(input.draws, sequence.item, ranks, seed);
  const drawn = fates.length;
  const places = new Int32Array(size);
  for (const [place, item] of sequence.controlOrder.entries()) places[item] = place + 1;
  const columns: StratumColumns = {
    stratum,
    modelA,
    modelB,
    routingGroup,
    size,
    planned: input.planned ?? drawn,
    drawn,
    q: sequence.q.slice(0, drawn),
    largestInverse: sequence.a.slice(0, drawn),
    rank: Float64Array.from(fates, (_, t) => ranks[sequence.item[t] as number] as number),
    arm: sequence.arm.slice(0, drawn),
    controlCoin: sequence.coin.slice(0, drawn),
    controlPlace: Int32Array.from(fates, (_, t) => places[sequence.item[t] as number] as number),
    state: Uint8Array.from(fates, (fate) => (fate === "open" ? 0 : fate === "unjudgeable" ? 2 : 1)),
    outcomes: Uint8Array.from(fates.flatMap(countsOf)),
  };
  const pool: StratumPool = {
    prompt: Int32Array.from({ length: size }, (_, i) => i),
    item: sequence.item.slice(0, drawn),
    controlUsed: sequence.controlUsed.slice(0, drawn),
    weights: [{ fromDraw: 1, weights }],
    judge: null,
  };
  return { columns, pool, fates };
}

/** Who judges is told by place: the first judgment of a comparison by the first annotator, and so on. */
function testJudgments(
  fates: readonly (readonly TestDraw[])[],
): Pick<ReportInput, "judgments" | "extra" | "repeats" | "annotators" | "skips"> {
  const gathered = new JudgmentGatherer();
  let id = 0;
  for (const [h, draws] of fates.entries()) {
    for (const [t, fate] of draws.entries()) {
      for (const [place, outcome] of (typeof fate === "string" ? [] : fate).entries()) {
        gathered.add({
          id: ++id,
          stratum: h,
          draw: t,
          outcome,
          annotator: `annotator ${place + 1}`,
          isImported: false,
          side: id % 2 === 0 ? "a_left" : "b_left",
          durationMs: 10_000,
          isWithdrawn: false,
        });
      }
    }
  }
  const none = new JudgmentGatherer().take();
  const { annotators } = gathered;
  return {
    judgments: gathered.take(),
    extra: none,
    repeats: none,
    annotators,
    skips: new Int32Array(annotators.length),
  };
}

function fatesOf(
  draws: TestStratum["draws"],
  item: Int32Array,
  ranks: Float64Array,
  seed: string,
): readonly TestDraw[] {
  if (!("fate" in draws)) return draws;
  const random = createRandom(`${seed}/fates`);
  return Array.from({ length: draws.count }, (_, t) =>
    draws.fate(ranks[item[t] as number] as number, () => random.next()),
  );
}

function countsOf(fate: TestDraw): number[] {
  const judgments = typeof fate === "string" ? [] : fate;
  return outcomeOrder.map((outcome) => judgments.filter((judgment) => judgment === outcome).length);
}

/** What a report is computed from, with these strata and the rest as a plain campaign would have it. */
export function testReportInput(
  strata: readonly TestStratum[],
  configuration: Partial<ReportInput["configuration"]> = {},
): ReportInput {
  const isEven = configuration.preset === "uniform";
  const draws = strata.map((stratum, i) => testDraws({ isEven, ...stratum }, i + 1));
  return {
    campaign: { id: "cmp_test", name: "Test", state: "live" },
    configuration: {
      mode: "measure",
      metric: "chrf",
      metricVersion: 1,
      preset: "balanced",
      tau: 0.5,
      kappa: 10,
      controlShare: 0.15,
      routing: "none",
      outcomes: "four",
      judgmentsPerComparison: 1,
      budgetAtLaunch: null,
      budget: null,
      promptOncePerAnnotator: true,
      adoptImported: false,
      seed: "test",
      rankingId: "rnk_test",
      unscored: 0,
      alpha: 0.05,
      ...configuration,
    },
    productVersion: "0.0.0",
    counts: {
      prompts: 10,
      judgments: 0,
      judgmentsImported: 0,
      withdrawn: 0,
      skips: 0,
      flags: 0,
      annotators: 1,
    },
    strata: draws.map(({ columns }) => columns),
    pools: draws.map(({ pool }) => pool),
    prompts: { count: Math.max(0, ...strata.map(({ size }) => size)), slices: [] },
    ...testJudgments(draws.map(({ fates }) => fates)),
    ledger: { hash: "0".repeat(64), lastJudgmentId: 0 },
  };
}
