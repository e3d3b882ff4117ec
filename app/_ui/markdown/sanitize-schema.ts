import { defaultSchema } from "rehype-sanitize";

/** What may be left of Markdown: GitHub's list without ids, by which two texts on one page could get into each other's way. */
export const sanitizeSchema: typeof defaultSchema = {
  ...defaultSchema,
  attributes: {
    ...defaultSchema.attributes,
    "*": (defaultSchema.attributes?.["*"] ?? []).filter((name) => name !== "id"),
  },
  protocols: { href: ["http", "https", "mailto"] },
};
