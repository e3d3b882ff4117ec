import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitRidgeLogistic, type LogisticData, logOdds, meanLogLoss } from "./ridge-logistic";
import { solvePositiveDefinite } from "./solve-positive-definite";

const eight: LogisticData = {
  columns: [
    Float64Array.of(-1.2, 0.3, 0.8, -0.5, 1.7, 0, -0.9, 0.4),
    Float64Array.of(0.5, -1.1, 0.2, 0.9, 0.3, -0.7, -0.2, 1.4),
  ],
  label: Float64Array.of(0, 1, 2 / 3, 0, 1, 1 / 3, 0.5, 1),
  weight: Float64Array.of(3, 1, 3, 2, 1, 3, 2, 1),
};

/** The slow way to the same minimum: small steps down the gradient, written from the formula. */
function oracle({ columns, label, weight }: LogisticData, penalty: number, steps = 20_000): number[] {
  const b = [0, ...columns.map(() => 0)];
  const total = weight.reduce((sum, w) => sum + w, 0);
  const steepest = 0.25 * Math.max(1, ...columns.map((c) => c.reduce((sum, x) => sum + x * x, 0) / c.length));
  const rate = 1 / ((columns.length + 1) * steepest + penalty);
  for (let step = 0; step < steps; step++) {
    const gradient = b.map((value, j) => (j === 0 ? 0 : penalty * value));
    for (const [i, y] of label.entries()) {
      const x = [1, ...columns.map((column) => column[i] as number)];
      const eta = x.reduce((sum, value, j) => sum + value * (b[j] as number), 0);
      const error = ((weight[i] as number) * (1 / (1 + Math.exp(-eta)) - y)) / total;
      for (const [j, value] of x.entries()) (gradient[j] as number) += error * value;
    }
    for (const [j, slope] of gradient.entries()) (b[j] as number) -= rate * slope;
  }
  return b;
}

const all = ({ intercept, coefficients }: ReturnType<typeof fitRidgeLogistic>) => [
  intercept,
  ...coefficients,
];

function expectClose(actual: readonly number[], expected: readonly number[], digits: number): void {
  expect(actual).toHaveLength(expected.length);
  for (const [j, value] of expected.entries()) expect(actual[j]).toBeCloseTo(value, digits);
}

describe("ridge logistic regression", () => {
  // scipy.optimize.minimize (BFGS, gtol 1e-12) on the penalised mean log-loss, SciPy 1.17.1.
  it.each([
    [1, [-0.2278128, 0.20181788, -0.04119677]],
    [0.1, [-0.16959646, 0.90519091, -0.18215419]],
    [0.01, [-0.14475399, 1.5903575, -0.28853362]],
  ])("gives what SciPy gives at penalty %d", (penalty, expected) => {
    expectClose(all(fitRidgeLogistic(eight, penalty)), expected, 5);
  });

  it("agrees with plain gradient descent, from any start", () => {
    const problem = fc.record({
      rows: fc.array(
        fc.record({
          x: fc.tuple(
            fc.double({ min: -2, max: 2, noNaN: true }),
            fc.double({ min: -2, max: 2, noNaN: true }),
          ),
          y: fc.constantFrom(0, 1 / 3, 0.5, 1),
          w: fc.constantFrom(1, 2, 3),
        }),
        { minLength: 4, maxLength: 12 },
      ),
      penalty: fc.constantFrom(0.1, 1),
    });
    fc.assert(
      fc.property(problem, ({ rows, penalty }) => {
        const data: LogisticData = {
          columns: [Float64Array.from(rows, ({ x }) => x[0]), Float64Array.from(rows, ({ x }) => x[1])],
          label: Float64Array.from(rows, ({ y }) => y),
          weight: Float64Array.from(rows, ({ w }) => w),
        };
        const share = rows.reduce((sum, { y }) => sum + y, 0) / rows.length;
        fc.pre(share > 0 && share < 1);
        const fit = fitRidgeLogistic(data, penalty);
        expectClose(all(fit), oracle(data, penalty), 4);
        expectClose(all(fitRidgeLogistic(data, penalty, fitRidgeLogistic(data, 10))), all(fit), 6);
      }),
      { numRuns: 25 },
    );
  });

  it("leaves no slope at its minimum: predicted and observed successes are equal", () => {
    const fit = fitRidgeLogistic(eight, 0.03);
    const p = logOdds(fit, eight.columns, 8).map((eta) => 1 / (1 + Math.exp(-eta)));
    const gap = p.reduce((sum, value, i) => sum + eight.weight[i]! * (value - eight.label[i]!), 0);
    expect(gap).toBeCloseTo(0, 8);
  });

  it("stays finite on separable data", () => {
    const data = {
      columns: [Float64Array.of(-2, -1, 1, 2)],
      label: Float64Array.of(0, 0, 1, 1),
      weight: new Float64Array(4).fill(1),
    };
    expectClose(all(fitRidgeLogistic(data, 0.1)), [0, 1.45783569], 5);
    expect(fitRidgeLogistic(data, 1e-6).coefficients[0]).toBeGreaterThan(5);
    expect(fitRidgeLogistic(data, 1e-6).coefficients[0]).toBeLessThan(100);
  });

  it("gives a constant column nothing, and shares between equal ones", () => {
    const [x] = eight.columns as [Float64Array, Float64Array];
    const columns = [x, x, new Float64Array(8).fill(3)];
    const [first, second, constant] = fitRidgeLogistic({ ...eight, columns }, 0.1).coefficients;
    expect(first).toBeCloseTo(second as number, 8);
    expect(constant).toBeCloseTo(0, 8);
  });

  it.each([
    ["nothing", 0, Math.log(0.5 / 16.5)],
    ["everything", 1, Math.log(16.5 / 0.5)],
  ])("learns nothing where %s is decisive", (_, value, intercept) => {
    const fit = fitRidgeLogistic({ ...eight, label: new Float64Array(8).fill(value) }, 0.1);
    expect([...fit.coefficients]).toEqual([0, 0]);
    expect(fit.intercept).toBeCloseTo(intercept, 12);
  });

  it("takes weights as copies, and 0 as absence", () => {
    const copies = [...eight.weight].flatMap((weight, i) => Array.from({ length: weight }, () => i));
    const pick = (column: Float64Array, rows: number[]) => Float64Array.from(rows, (i) => column[i]!);
    const copied = {
      columns: eight.columns.map((column) => pick(column, [...copies, 0])),
      label: pick(eight.label, [...copies, 1]),
      weight: Float64Array.from([...copies.map(() => 1), 0]),
    };
    expectClose(all(fitRidgeLogistic(copied, 0.1)), all(fitRidgeLogistic(eight, 0.1)), 8);
  });

  it("refuses what it cannot read", () => {
    expect(() => fitRidgeLogistic(eight, 0)).toThrow(/penalty must be above 0/);
    expect(() => fitRidgeLogistic({ ...eight, columns: [Float64Array.of(1)] }, 1)).toThrow(
      /differ in length/,
    );
    expect(() => fitRidgeLogistic({ ...eight, label: eight.label.map((y) => y + 1) }, 1)).toThrow(
      /in \[0, 1\]/,
    );
    expect(() => fitRidgeLogistic({ ...eight, weight: new Float64Array(8) }, 1)).toThrow(/no case/);
  });

  it("has a loss of ln 2 for knowing nothing, however far the log-odds", () => {
    const ones = new Float64Array(2).fill(1);
    expect(meanLogLoss(Float64Array.of(0, 0), Float64Array.of(1, 0), ones)).toBeCloseTo(Math.LN2, 12);
    expect(meanLogLoss(Float64Array.of(800, -800), Float64Array.of(0, 1), ones)).toBe(800);
  });
});

describe("a positive definite system", () => {
  it("is solved", () => {
    const right = Float64Array.of(8, 11, -1);
    const solved = solvePositiveDefinite(Float64Array.of(4, 0, 0, 2, 5, 0, 0, 1, 3), right);
    expect(solved).toBe(true);
    expectClose([...right], [1, 2, -1], 12);
  });

  it("is told from one that is not", () => {
    expect(solvePositiveDefinite(Float64Array.of(1, 0, 2, 1), Float64Array.of(1, 1))).toBe(false);
  });
});
