import { type BettingState, createBettingSequence } from "./betting-confidence-sequence";
import { handOverBets } from "./hand-over-bets";
import { type Bounds, createSurvivingGrid } from "./surviving-grid";
import { createWeightedSequence, type WeightedState } from "./weighted-confidence-sequence";

/** What a sequence is run on; a stored state of other settings is not gone on from. */
export interface SequenceSettings {
  kind: "weighted" | "betting";
  /** Pool size of the stratum. */
  N: number;
  alpha: number;
  /** Steps of the grid, 1,000 unless given. */
  gridSize?: number;
  /**
   * Weighted only: draws from the first on that were even, 0 unless given. They are read as the betting sequence reads them, and
   * the weighted one goes on with its capital (`handOverBets`), both together at alpha.
   */
  even?: number;
}

/** The closed draws of a stratum from the first on, in draw order; q and a are not read by the betting sequence. */
export interface ClosedDraws {
  q: Float64Array;
  a: Float64Array;
  /** Scores in [−1, 1]. */
  s: Float64Array;
  /** 0 where a draw was given up; all judgeable if left out. */
  judgeable?: Uint8Array;
}

export interface ExtendedSequence {
  /** To be stored and given again: numbers, little-endian, about 32 KB on the usual grid. */
  stored: Uint8Array;
  /** The running interval for the margin in [−1, 1] after all closed draws; [−1, 1] before any. */
  bounds: Bounds;
  /** Draws that were taken in now, from draw `from` (counted from 0) on, and the running interval after each. */
  from: number;
  lower: Float64Array;
  upper: Float64Array;
  /** A stored state was given, but a judgment in it was revised (or settings changed), so all was taken in anew. */
  isReplayed: boolean;
}

const layout = 2;
const headerLength = 6;
const kinds = ["weighted", "betting"] as const;

/**
 * A stratum's confidence sequence brought up to its closed draws from where it stood: only new draws are taken in, and the
 * result is to the bit what all draws from the first on would give. The stored state carries a fingerprint of what it
 * has read; where a draw of it has changed since (a revised judgment), everything is replayed.
 *
 * Unlike `bettingConfidenceSequence`, the betting sequence too speaks of the margin here: 2x − 1.
 *
 * @param before what an earlier call stored, or nothing. Foreign bytes are not read and count as nothing.
 * @throws RangeError as the sequence does, for arrays of different length, or for fewer draws than are even.
 * @example extendSequence({ kind: "weighted", N: 2000, alpha: 0.05 }, draws, stored).bounds // { lower: -.02, upper: .3 }
 */
export function extendSequence(
  settings: SequenceSettings,
  draws: ClosedDraws,
  before?: Uint8Array,
): ExtendedSequence {
  const M = draws.s.length;
  const columns = [draws.q, draws.a, draws.judgeable ?? draws.s];
  if (columns.some(({ length }) => length !== M)) throw new RangeError("arrays differ in length");
  const read = before && readWhole(settings, draws, before);
  if (read) return read;
  const known = before && unpack(settings, before);
  const goesOn = known !== undefined && isPrefix(known, settings, draws);
  const even = evenOf(settings);
  if (even > M) throw new RangeError(`${even} even draws of ${M}`);
  const from = goesOn ? known.state.draws : 0;
  const lower = new Float64Array(M - from);
  const upper = new Float64Array(M - from);
  const state = goesOn ? known.state : startState(settings, draws, { lower, upper });
  const extend = extender(settings, state);
  for (let t = state.draws; t < M; t++) {
    const bounds = extend(draws, t);
    lower[t - from] = bounds.lower;
    upper[t - from] = bounds.upper;
  }
  return {
    // Made when it is asked for: whoever only reads the interval need not wait for it.
    get stored() {
      return pack(settings, state, fingerprint(settings, draws, M));
    },
    bounds: marginBounds(settings, state),
    from,
    lower,
    upper,
    isReplayed: before !== undefined && !goesOn,
  };
}

type State = WeightedState | BettingState;

/** What is stored, as it is, if it has read these draws and no more: then nothing of the grid need be unpacked. */
function readWhole(
  settings: SequenceSettings,
  draws: ClosedDraws,
  stored: Uint8Array,
): ExtendedSequence | undefined {
  const expected = header(settings);
  const names = [...shared, ...partsOf(settings.kind).numbers];
  if (stored.length !== storedLength(settings)) return undefined;
  const view = new DataView(stored.buffer, stored.byteOffset, stored.byteLength);
  const at = (place: number) => view.getFloat64(8 * place, true);
  const number = (name: string) => at(expected.length + 2 + names.indexOf(name));
  const M = draws.s.length;
  if (expected.some((value, place) => at(place) !== value) || number("draws") !== M) return undefined;
  const print = fingerprint(settings, draws, M);
  if (print.some((word, place) => at(expected.length + place) !== word)) return undefined;
  const state = { lower: number("lower"), upper: number("upper") };
  const none = new Float64Array();
  const bounds = marginBounds(settings, state);
  return { stored, bounds, from: M, lower: none, upper: none, isReplayed: false };
}

/** Bytes of a stored state of these settings. */
function storedLength({ kind, gridSize = 1000 }: SequenceSettings): number {
  const { numbers, arrays } = partsOf(kind);
  const width = gridSize + 1;
  return 8 * (headerLength + 2 + shared.length + numbers.length + width * (1 + arrays.length));
}

function extender(settings: SequenceSettings, state: State): (draws: ClosedDraws, t: number) => Bounds {
  const options = { N: settings.N, alpha: settings.alpha };
  const can = ({ judgeable }: ClosedDraws, t: number) => !judgeable || judgeable[t] === 1;
  if (settings.kind === "weighted") {
    const sequence = createWeightedSequence({ ...options, state: state as WeightedState });
    return (draws, t) => sequence.extend(draws.q[t]!, draws.s[t]!, draws.a[t]!, can(draws, t));
  }
  const sequence = createBettingSequence({ ...options, state: state as BettingState });
  return (draws, t) => {
    sequence.extend((1 + draws.s[t]!) / 2, can(draws, t));
    return marginBounds(settings, state);
  };
}

function marginBounds({ kind }: SequenceSettings, { lower, upper }: Bounds): Bounds {
  return kind === "weighted" ? { lower, upper } : { lower: 2 * lower - 1, upper: 2 * upper - 1 };
}

const evenOf = ({ kind, even = 0 }: SequenceSettings) => (kind === "weighted" ? even : 0);

/** Before the first draw, or after the even ones, whose bounds are filled in. */
function startState(
  settings: SequenceSettings,
  draws: ClosedDraws,
  { lower, upper }: { lower: Float64Array; upper: Float64Array },
): State {
  const even = evenOf(settings);
  if (even === 0) return emptyState(settings);
  const betting = { ...settings, kind: "betting" } as const;
  const state = emptyState(betting) as BettingState;
  const extend = extender(betting, state);
  for (let t = 0; t < even; t++) {
    const bounds = extend(draws, t);
    lower[t] = bounds.lower;
    upper[t] = bounds.upper;
  }
  return handOverBets(state, { N: settings.N, s: draws.s, judgeable: draws.judgeable });
}

function emptyState({ kind, N, alpha, gridSize }: SequenceSettings): State {
  return kind === "weighted"
    ? createWeightedSequence({ N, alpha, gridSize }).state
    : createBettingSequence({ N, alpha, gridSize }).state;
}

/** 2 × 32 bits over everything that the first M draws put into a state. */
function fingerprint({ kind }: SequenceSettings, { q, a, s, judgeable }: ClosedDraws, M: number): number[] {
  const columns = kind === "weighted" ? [q, a] : [];
  let [one, two] = [0x9e3779b9 | 0, 0x85ebca6b | 0];
  const take = (word: number) => {
    one = Math.imul(one ^ word, 0x01000193);
    one ^= one >>> 15;
    two = Math.imul((two << 13) | (two >>> 19), 5) + Math.imul(word, 0xcc9e2d51);
    two ^= two >>> 16;
  };
  const real = new Float64Array(1);
  const words = new Int32Array(real.buffer);
  for (let t = 0; t < M; t++) {
    const isJudged = !judgeable || judgeable[t] === 1;
    take(isJudged ? 1 : 2);
    for (const column of isJudged ? [...columns, s] : columns) {
      real[0] = column[t]!;
      take(words[0]!);
      take(words[1]!);
    }
  }
  return [one >>> 0, two >>> 0];
}

function isPrefix(
  known: { state: State; print: number[] },
  settings: SequenceSettings,
  draws: ClosedDraws,
): boolean {
  if (known.state.draws > draws.s.length) return false;
  const print = fingerprint(settings, draws, known.state.draws);
  return print.every((word, place) => word === known.print[place]);
}

/** The parts of a state, in the order in which they are stored: numbers, then arrays as long as the grid. */
function partsOf(kind: SequenceSettings["kind"]) {
  return kind === "weighted"
    ? { numbers: ["draws", "unjudgeable", "sum"], arrays: ["logW", "B1", "B2"] }
    : { numbers: ["draws", "judged", "sum", "squares"], arrays: ["logUp", "logDown"] };
}

const shared = ["first", "last", "lower", "upper"];

function header(settings: SequenceSettings): number[] {
  const { kind, N, alpha, gridSize = 1000 } = settings;
  return [layout, kinds.indexOf(kind), N, alpha, gridSize, evenOf(settings)];
}

function pack(settings: SequenceSettings, state: State, print: number[]): Uint8Array {
  const { numbers, arrays } = partsOf(settings.kind);
  const values = state as unknown as Record<string, number & Float64Array>;
  const all = [
    ...header(settings),
    ...print,
    ...[...shared, ...numbers].map((name) => values[name]!),
    ...state.rejected,
    ...arrays.flatMap((name) => Array.from(values[name]!)),
  ];
  const bytes = new Uint8Array(all.length * 8);
  const view = new DataView(bytes.buffer);
  for (const [place, value] of all.entries()) view.setFloat64(place * 8, value, true);
  return bytes;
}

/** undefined for bytes that hold no state of these settings. */
function unpack(
  settings: SequenceSettings,
  bytes: Uint8Array,
): { state: State; print: number[] } | undefined {
  const { numbers, arrays } = partsOf(settings.kind);
  const expected = header(settings);
  const width = (settings.gridSize ?? 1000) + 1;
  const names = [...shared, ...numbers];
  if (bytes.length !== storedLength(settings)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let place = 0;
  const take = () => view.getFloat64(8 * place++, true);
  const takeMany = (count: number) => Float64Array.from({ length: count }, take);
  if (expected.some((value) => take() !== value)) return undefined;
  const print = [take(), take()];
  const [from, to] = settings.kind === "weighted" ? [-1, 1] : [0, 1];
  const state: Record<string, unknown> = { ...createSurvivingGrid(from!, to!, width - 1) };
  for (const name of names) state[name] = take();
  state.rejected = Uint8Array.from(takeMany(width));
  for (const name of arrays) state[name] = takeMany(width);
  return { state: state as unknown as State, print };
}
