import { arrangeDraws, type DrawSequence } from "./arrange-draws";

/** All orders of these items. */
export function permutationsOf(items: number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) =>
    permutationsOf(items.filter((rest) => rest !== item)).map((rest) => [item, ...rest]),
  );
}

/** What draws with one set of weights go by. */
export interface Weighting {
  weights: Float64Array;
  arms: readonly { share: number; members: Uint8Array }[];
}

/** Every outcome of a race between these items with its probability. */
export function races(items: number[], weights: Float64Array) {
  return permutationsOf(items).map((order) => {
    let left = order.reduce((sum, item) => sum + weights[item]!, 0);
    let probability = 1;
    for (const item of order) {
      probability *= weights[item]! / left;
      left -= weights[item]!;
    }
    return { probability, order: Int32Array.from(order) };
  });
}

/** Every run of all arms' races and of the choices between arms at `choices` draws from `first` on, with its probability. */
function chances({ weights, arms }: Weighting, undrawn: number[], N: number, choices = undrawn.length - 1) {
  const first = N - undrawn.length;
  let runs = races(undrawn, weights).map(({ probability, order }) => ({ probability, orders: [order] }));
  for (const { members } of arms) {
    const own = races(
      undrawn.filter((item) => members[item]),
      weights,
    );
    runs = runs.flatMap(({ probability, orders }) =>
      own.map((race) => ({ probability: probability * race.probability, orders: [...orders, race.order] })),
    );
  }
  const shares = [1 - arms.reduce((sum, { share }) => sum + share, 0), ...arms.map(({ share }) => share)];
  return Array.from({ length: shares.length ** choices }, (_, code) => {
    const choice = new Uint8Array(N);
    let chance = 1;
    for (let t = first, rest = code; t < first + choices; t++, rest = Math.floor(rest / shares.length)) {
      choice[t] = rest % shares.length;
      chance *= shares[choice[t]!]!;
    }
    return runs.map(({ probability, orders }) => {
      const raced = arms.map((arm, j) => ({ ...arm, order: orders[1 + j]! }));
      return { probability: chance * probability, choice, rankedOrder: orders[0]!, arms: raced };
    });
  }).flat();
}

/** Every u with every series of coins, with its probability. */
function* controls(N: number, controlShare: number) {
  const orders = permutationsOf(Array.from({ length: N }, (_, i) => i));
  // Without a control arm u decides nothing.
  for (const u of controlShare > 0 ? orders : orders.slice(0, 1)) {
    for (let bits = 0; bits < (controlShare > 0 ? 2 ** N : 1); bits++) {
      const coin = Uint8Array.from({ length: N }, (_, t) => (bits >> t) & 1);
      const coins = coin.reduce((sum, flipped) => sum + flipped, 0);
      const chance = controlShare ** coins * (1 - controlShare) ** (N - coins);
      const probability = chance / (controlShare > 0 ? orders.length : 1);
      yield { probability, controlOrder: Int32Array.from(u), coin };
    }
  }
}

/** One way a small pool may be drawn, with its probability. */
export interface History {
  probability: number;
  draws: DrawSequence;
}

/** Every history of a pool of about four, the slow and certain way to an expectation: nothing is left out. */
export function* histories(weighting: Weighting, controlShare: number): Generator<History> {
  const N = weighting.weights.length;
  const every = chances(weighting, Array.from(weighting.weights.keys()), N);
  for (const { probability, ...control } of controls(N, controlShare)) {
    for (const chance of every) {
      const draws = arrangeDraws({ weights: weighting.weights, controlShare, ...control, ...chance });
      yield { probability: probability * chance.probability, draws };
    }
  }
}

/** Histories with the same draws, coins and u as one: q follows from those. Sums are Neumaier's, of very many terms. */
export function merged(all: Iterable<History>): History[] {
  const histories = new Map<string, History & { lost: number }>();
  for (const { probability, draws } of all) {
    const key = `${draws.item.join()}|${draws.coin.join()}|${draws.controlOrder.join()}`;
    const entry = histories.get(key) ?? { probability: 0, lost: 0, draws };
    const sum = entry.probability + probability;
    const [large, small] =
      entry.probability > probability ? [entry.probability, probability] : [probability, entry.probability];
    entry.lost += large - sum + small;
    entry.probability = sum;
    histories.set(key, entry);
  }
  return [...histories.values()].map(({ probability, lost, draws }) => ({
    probability: probability + lost,
    draws,
  }));
}

/**
 * Every history in which the weights change after one or two draws, as the items drawn so far decide. Histories of the first
 * draws that differ later are only added up; then comes every continuation of each.
 */
export function* changedHistories(
  before: Weighting,
  changeOf: (items: Int32Array) => { after: number; weighting: Weighting },
  controlShare: number,
): Generator<History> {
  const N = before.weights.length;
  const all = Array.from({ length: N }, (_, item) => item);
  const every = chances(before, all, N, 2);
  for (const { probability, ...control } of controls(N, controlShare)) {
    const starts = new Map<string, History>();
    for (const chance of every) {
      const draws = arrangeDraws({ weights: before.weights, controlShare, ...control, ...chance });
      const key = draws.item.subarray(0, changeOf(draws.item).after).join();
      const start = starts.get(key) ?? { probability: 0, draws };
      start.probability += probability * chance.probability;
      starts.set(key, start);
    }
    for (const { probability: started, draws } of starts.values()) {
      const { after, weighting } = changeOf(draws.item);
      const drawn = draws.item.slice(0, after);
      const undrawn = all.filter((item) => !drawn.includes(item));
      for (const { probability: chance, ...rest } of chances(weighting, undrawn, N)) {
        const next = arrangeDraws({ ...weighting, controlShare, ...control, ...rest, drawn });
        yield { probability: started * chance, draws: join(draws, next, after) };
      }
    }
  }
}

/** The sequence whose first draws are of one and the rest of another. */
function join(one: DrawSequence, next: DrawSequence, after: number): DrawSequence {
  const ints = (key: "item" | "controlUsed") => Int32Array.of(...one[key].subarray(0, after), ...next[key]);
  const bytes = (key: "arm" | "coin") => Uint8Array.of(...one[key].subarray(0, after), ...next[key]);
  const reals = (key: "q" | "a") => Float64Array.of(...one[key].subarray(0, after), ...next[key]);
  return {
    item: ints("item"),
    arm: bytes("arm"),
    controlUsed: ints("controlUsed"),
    coin: bytes("coin"),
    q: reals("q"),
    a: reals("a"),
    controlOrder: one.controlOrder,
  };
}
