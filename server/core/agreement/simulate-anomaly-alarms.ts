import { createRandom, type Random } from "../sampling/random";
import { anomalyTest } from "./anomaly-test";
import { historyPValues } from "./history-p-values";
import { drawFrom } from "./simulate-alpha-coverage";

export interface AnomalySimulation {
  /** Per kind, such as a model pair: how probable each value is. */
  kinds: readonly (readonly number[])[];
  /** The numbers that the outcomes stand for. */
  values: readonly number[];
  /** Others' judgments of each kind before. */
  history: number;
  /** Judgments of the annotator. */
  judgments: number;
  ties: "count" | "random";
  /** How the annotator judges; as the others unless given, and then every alarm is false. */
  annotator?: readonly number[];
  replications: number;
  seed: string;
}

/**
 * How often the anomaly test at .05 suspects a simulated annotator: at most .05 of those who judge as the others do.
 *
 * @example simulateAnomalyAlarms({ ...population, history: 200, judgments: 100, ties: "random", replications: 4000, seed: "s" }) // 0.03
 */
export function simulateAnomalyAlarms(simulation: AnomalySimulation): number {
  const { replications, seed } = simulation;
  let alarms = 0;
  for (let run = 0; run < replications; run++) {
    const p = simulatePValues(simulation, createRandom(`${seed}/${run}`));
    const result = anomalyTest({ p, seed: `${seed}/${run}/looks` });
    if (result.kind === "tested" && result.suspected) alarms++;
  }
  return alarms / replications;
}

function simulatePValues(simulation: AnomalySimulation, random: Random): Float64Array {
  const { kinds, values, judgments, ties, annotator } = simulation;
  const draw = (shares: readonly number[]) => values[drawFrom(shares, random)]!;
  const history = kinds.map((shares) =>
    Float64Array.from({ length: simulation.history }, () => draw(shares)),
  );
  const kind = Int32Array.from({ length: judgments }, () => random.below(kinds.length));
  const value = Float64Array.from(kind, (k) => draw(annotator ?? kinds[k]!));
  return historyPValues({ kind, value, history, ties, random });
}
