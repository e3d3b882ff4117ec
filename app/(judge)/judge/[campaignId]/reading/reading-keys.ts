/** The keys of reading, which no decision may be given: what differs is marked, and how it is read is chosen. */
export const readingKeys = { v: "marks", t: "panel" } as const;
