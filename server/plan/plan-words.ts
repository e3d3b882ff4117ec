import { percent } from "../report/interval-words";

const counts = new Intl.NumberFormat("en");

/** @example countWords(1234, "comparison") // "1,234 comparisons" */
export function countWords(n: number, one: string, many = `${one}s`): string {
  return `${counts.format(n)} ${n === 1 ? one : many}`;
}

export function number(n: number): string {
  return counts.format(n);
}

/** A margin as the win rate of the model that is ahead. @example winRateWords(0.12) // "56 %" */
export function winRateWords(margin: number): string {
  return percent((1 + margin) / 2);
}

/** @example timeWords(200) // "3 h 20 min" */
export function timeWords(minutes: number): string {
  if (minutes < 1) return "less than a minute";
  const whole = Math.round(minutes);
  const [hours, left] = [Math.floor(whole / 60), whole % 60];
  // Nobody plans a day or more by minutes.
  if (hours >= 10) return countWords(Math.round(minutes / 60), "hour");
  if (hours === 0) return countWords(left, "minute");
  return left === 0 ? countWords(hours, "hour") : `${hours} h ${left} min`;
}

/** A preset as a sentence names it. */
export const presetWords = {
  balanced: "the balanced preset",
  sharp: "the sharp preset",
  "minimum-variance": "minimum variance",
  uniform: "even drawing",
} as const;
