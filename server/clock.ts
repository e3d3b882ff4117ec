/** Milliseconds since the epoch; an argument of every verb's context, so that tests can set it. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();

export const second = 1_000;
export const minute = 60 * second;
export const day = 24 * 60 * minute;
