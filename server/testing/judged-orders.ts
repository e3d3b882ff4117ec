import { createRandom } from "@/server/core/sampling/random";
import type { WorthInput, WorthOrder } from "../worth/worth-input";

export interface JudgedOrders {
  comparisons: number;
  pairs?: number;
  /** Ties by how far the texts differ and how long they are, both in [0, 1]. */
  tieRate: (difference: number, length: number) => number;
  seed: string;
}

/** Judged comparisons with a metric that sees the difference, one that sees nothing, and the two controls. */
export function judgedOrders({ comparisons, pairs = 1, tieRate, seed }: JudgedOrders): WorthInput {
  const random = createRandom(seed);
  const column = () => Array.from({ length: comparisons }, () => random.next());
  const [difference, nothing, length, chance] = [column(), column(), column(), column()] as const;
  const isTie = difference.map((value, i) => random.next() < tieRate(value, length[i] as number));
  const isWin = isTie.map((tie) => !tie && random.next() < 0.5);
  const order = (id: string, utility: number[], kind: WorthOrder["kind"] = "metric"): WorthOrder => ({
    id,
    title: `Title of ${id}`,
    kind,
    version: 1,
    settings: { metric: id, members: null },
    utility: Float64Array.from(utility),
  });
  return {
    evidence: "recorded",
    columns: {
      pairIndex: Int32Array.from({ length: comparisons }, (_, i) => i % pairs),
      promptIndex: Int32Array.from({ length: comparisons }, (_, i) => Math.floor(i / pairs)),
      ties: isTie.map(Number),
      wins: isWin.map(Number),
      losses: isTie.map((tie, i) => (tie || isWin[i] ? 0 : 1)),
    },
    unjudgeable: 2,
    orders: [
      order("sees", difference),
      order("blind", nothing),
      order("long", length),
      order("mean-length", length, "control"),
      order("random", chance, "control"),
    ],
    leftOut: [{ metric: "kl-top-k", reason: "Needs lists." }],
    seed,
  };
}
