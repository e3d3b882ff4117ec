/** Added to a double that is a whole number of 32 bits, it leaves that number in the low bits: 1.5 · 2^52. */
export const WHOLE_NUMBER = "6755399441055744.0";

/** The lanes of a shuffle that takes the low word of each of four doubles. */
export const LOW_WORDS = [0, 8, 16, 24].flatMap((from) => [0, 1, 2, 3].map((k) => from + k)).join(", ");
