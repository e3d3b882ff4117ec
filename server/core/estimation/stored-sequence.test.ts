import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawSequence } from "../sampling/draw-sequence";
import { createRandom } from "../sampling/random";
import { bettingConfidenceSequence } from "./betting-confidence-sequence";
import { type ClosedDraws, extendSequence } from "./stored-sequence";
import { weightedConfidenceSequence } from "./weighted-confidence-sequence";

/** A whole stratum's draws and scores, some given up. */
function campaign(N: number, seed: string): Required<ClosedDraws> {
  const random = createRandom(seed);
  const weights = Float64Array.from({ length: N }, () => 0.1 + random.next());
  const { q, a } = drawSequence({ weights, controlShare: 0.2, random });
  const s = q.map(() => [-1, 0, 1, 1 / 3][random.below(4)]!);
  return { q, a, s, judgeable: Uint8Array.from(q, () => (random.next() < 0.1 ? 0 : 1)) };
}

const upTo = (draws: Required<ClosedDraws>, M: number): Required<ClosedDraws> => ({
  q: draws.q.subarray(0, M),
  a: draws.a.subarray(0, M),
  s: draws.s.subarray(0, M),
  judgeable: draws.judgeable.subarray(0, M),
});

const kinds = ["weighted", "betting"] as const;

/** Even draws as long as `even`, and then draws by weights of what is left. */
function reordered(N: number, even: number, seed: string): Required<ClosedDraws> {
  const random = createRandom(seed);
  const draws = campaign(N, seed);
  const rest = Float64Array.from({ length: N - even }, () => 0.1 + random.next());
  const later = drawSequence({ weights: rest, controlShare: 0.2, random });
  const q = draws.q.map((_, t) => (t < even ? 1 / (N - t) : later.q[t - even]!));
  const a = draws.a.map((_, t) => (t < even ? (N - t) / N : (later.a[t - even]! * (N - even)) / N));
  return { ...draws, q, a };
}

/** Within which the mean of the judgeable must lie, after each draw. */
function logicalBounds({ s, judgeable }: Required<ClosedDraws>): { lower: number; upper: number }[] {
  const N = s.length;
  let [sum, left] = [0, N];
  return Array.from(s, (score, t) => {
    if (judgeable[t] === 1) sum += score;
    else left--;
    const open = N - t - 1;
    return { lower: (sum - open) / left, upper: (sum + open) / left };
  });
}

describe("extendSequence", () => {
  it("goes on draw by draw, over any breaks, to the bit as from scratch", () => {
    const breaks = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom(...kinds), breaks, fc.string(), (kind, places, seed) => {
        const N = 30;
        const settings = { kind, N, alpha: 0.1, gridSize: 40 };
        const draws = campaign(N, seed);
        const whole = extendSequence(settings, draws);
        let stored: Uint8Array | undefined;
        const lower: number[] = [];
        for (const M of [...places.sort((x, y) => x - y), N]) {
          const step = extendSequence(settings, upTo(draws, M), stored);
          expect(step.isReplayed).toBe(false);
          expect(step.from).toBe(lower.length);
          lower.push(...step.lower);
          // As it comes back from a database: a view into some other buffer.
          stored = new Uint8Array([0, 0, 0, ...step.stored]).subarray(3);
          if (M === N) expect(step.bounds).toEqual(whole.bounds);
        }
        expect(lower).toEqual(Array.from(whole.lower));
        expect(stored).toEqual(whole.stored);
      }),
    );
  });

  it("is the sequence itself, on the margin's scale", () => {
    const draws = campaign(50, "same");
    const weighted = extendSequence({ kind: "weighted", N: 50, alpha: 0.05 }, draws);
    expect(weighted.lower).toEqual(weightedConfidenceSequence({ N: 50, ...draws }).lower);
    const betting = extendSequence({ kind: "betting", N: 50, alpha: 0.05 }, draws);
    const x = draws.s.map((s) => (1 + s) / 2);
    const { upper } = bettingConfidenceSequence({ N: 50, x, judgeable: draws.judgeable });
    expect(betting.upper).toEqual(upper.map((bound) => 2 * bound - 1));
    expect(betting.bounds.upper).toBe(betting.upper[49]);
  });

  it("goes on from an even order to its replacement, over any breaks, to the bit as from scratch", () => {
    const breaks = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 5 });
    fc.assert(
      fc.property(breaks, fc.integer({ min: 1, max: 25 }), fc.string(), (places, even, seed) => {
        const N = 30;
        const draws = reordered(N, even, seed);
        const about = { N, alpha: 0.1, gridSize: 40 };
        const whole = extendSequence({ ...about, kind: "weighted", even }, draws);
        const first = extendSequence({ ...about, kind: "betting" }, upTo(draws, even));
        // What was shown while the order was even stays as it was, and nothing after it is wider until the judged alone
        // contradict it (a miss): from then on nothing but what is certain is given.
        expect(whole.lower.subarray(0, even)).toEqual(first.lower);
        const possible = logicalBounds(draws);
        for (let t = even; t < N; t++) {
          const { lower, upper } = possible[t]!;
          if (lower > whole.upper[t - 1]! || upper < whole.lower[t - 1]!) {
            expect([whole.lower[t], whole.upper[t]]).toEqual([
              expect.closeTo(lower, 9),
              expect.closeTo(upper, 9),
            ]);
            continue;
          }
          expect(whole.upper[t]).toBeLessThanOrEqual(whole.upper[t - 1]! + 1e-12);
          expect(whole.lower[t]).toBeGreaterThanOrEqual(whole.lower[t - 1]! - 1e-12);
        }
        let stored: Uint8Array | undefined = first.stored;
        for (const M of [...places.sort((x, y) => x - y).filter((place) => place >= even), N]) {
          const step = extendSequence({ ...about, kind: "weighted", even }, upTo(draws, M), stored);
          expect(step.lower).toEqual(whole.lower.subarray(step.from, M));
          expect(step.upper).toEqual(whole.upper.subarray(step.from, M));
          stored = step.stored;
        }
        expect(stored).toEqual(whole.stored);
        expect(() => extendSequence({ ...about, kind: "weighted", even }, upTo(draws, even - 1))).toThrow(
          /even draws/,
        );
      }),
    );
  });

  it("replays after any revision of what it has read, and only then", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.nat(24),
        fc.boolean(),
        fc.string(),
        (kind, t, isGivenUp, seed) => {
          const settings = { kind, N: 25, alpha: 0.1, gridSize: 20 };
          const draws = campaign(25, seed);
          const { stored } = extendSequence(settings, upTo(draws, 15));
          const revised = { ...draws, s: draws.s.slice(), judgeable: draws.judgeable.slice() };
          if (isGivenUp) revised.judgeable[t] = 1 - revised.judgeable[t]!;
          else revised.s[t] = draws.s[t] === 1 ? -1 : 1;
          const isRead = isGivenUp || draws.judgeable[t] === 1;
          const after = extendSequence(settings, revised, stored);
          expect(after.isReplayed).toBe(t < 15 && isRead);
          expect(after.from).toBe(after.isReplayed ? 0 : 15);
          expect(after.stored).toEqual(extendSequence(settings, revised).stored);
        },
      ),
    );
  });

  it("starts anew for other settings, fewer draws or foreign bytes, and says nothing before the first draw", () => {
    const draws = campaign(25, "other");
    const settings = { kind: "weighted", N: 25, alpha: 0.1, gridSize: 20 } as const;
    const { stored } = extendSequence(settings, draws);
    for (const change of [{ alpha: 0.05 }, { N: 26 }, { gridSize: 21 }, { kind: "betting" as const }]) {
      const given = { ...draws, a: draws.a.map((a) => a * 2) };
      expect(extendSequence({ ...settings, ...change }, given, stored)).toMatchObject({
        from: 0,
        isReplayed: true,
      });
    }
    expect(extendSequence(settings, upTo(draws, 5), stored)).toMatchObject({ from: 0, isReplayed: true });
    expect(extendSequence(settings, draws, stored.slice(8))).toMatchObject({ from: 0, isReplayed: true });
    const none = extendSequence(settings, upTo(draws, 0));
    expect(none.bounds).toEqual({ lower: -1, upper: 1 });
    expect(extendSequence({ ...settings, kind: "betting" }, upTo(draws, 0)).bounds).toEqual({
      lower: -1,
      upper: 1,
    });
    expect(() => extendSequence(settings, { ...draws, q: draws.q.subarray(1) })).toThrow(RangeError);
  });
});
