import { defaultSchema } from "hast-util-sanitize";

/**
 * What may be left of Markdown: GitHub's list without ids, by which two texts on one page could get into each other's way,
 * and with the two classes that stand for formulas. What sets formulas and colours code comes behind it.
 */
export const sanitizeSchema: typeof defaultSchema = {
  ...defaultSchema,
  attributes: {
    ...defaultSchema.attributes,
    code: [["className", /^language-./, "math-inline", "math-display"]],
    "*": (defaultSchema.attributes?.["*"] ?? []).filter((name) => name !== "id"),
  },
  protocols: { href: ["http", "https", "mailto"] },
};
