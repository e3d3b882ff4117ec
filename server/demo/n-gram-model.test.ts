import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { trainNgramModel } from "./n-gram-model";

const SIZE = 12;
const ids = fc.array(fc.integer({ min: 1, max: SIZE - 1 }), { maxLength: 15 });
const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);

describe("trainNgramModel", () => {
  it("matches a table worked by hand", () => {
    // Order 1 over the text [1, 1] and its end: counts 1 → 2, 0 → 1; n1 = n2 = 1, so D = 1/3;
    // the uniform share is D · 2 types / 3 = 2/9, spread over 3 ids.
    const [end, one, unseen] = trainNgramModel([[1, 1]], 3, 1).predict([]);
    expect(end).toBeCloseTo((1 - 1 / 3) / 3 + 2 / 27, 12);
    expect(one).toBeCloseTo((2 - 1 / 3) / 3 + 2 / 27, 12);
    expect(unseen).toBeCloseTo(2 / 27, 12);
  });

  it("backs off by the number of different tokens before, not by frequency", () => {
    // 2 follows only 1, though often; 3 follows 1, 4, 5 and 6. After a context never seen, 3 is likelier.
    const model = trainNgramModel([[1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 3, 4, 3, 5, 3, 6, 3]], 8, 2);
    const after = model.predict([7]);
    expect(after[3]).toBeGreaterThan(after[2] as number);
    expect(model.predict([1])[2]).toBeGreaterThan(model.predict([1])[3] as number);
  });

  it("gives every token a positive probability, and all of them sum to 1, for any corpus and context", () => {
    fc.assert(
      fc.property(
        fc.array(ids, { minLength: 1, maxLength: 6 }),
        ids,
        fc.integer({ min: 1, max: 4 }),
        (corpus, context, order) => {
          const probabilities = trainNgramModel(corpus, SIZE, order).predict(context);
          expect(probabilities.every((p) => p > 0)).toBe(true);
          expect(total(probabilities)).toBeCloseTo(1, 10);
        },
      ),
    );
  });

  it("does not depend on the order of the texts", () => {
    fc.assert(
      fc.property(fc.array(ids, { minLength: 1, maxLength: 6 }), ids, (corpus, context) => {
        const forward = trainNgramModel(corpus, SIZE).predict(context);
        const backward = trainNgramModel([...corpus].reverse(), SIZE).predict(context);
        forward.forEach((p, id) => {
          expect(backward[id]).toBeCloseTo(p, 12);
        });
      }),
    );
  });

  it("refuses an empty corpus", () => {
    expect(() => trainNgramModel([], 5)).toThrow("at least one text");
  });
});
