interface Turn {
  role: string;
  content: string;
}

/**
 * A conversation as imported, its last turn apart. The prompt is the last turn where the turns do not end with it already.
 *
 * @example earlierTurns([{ role: "user", content: "Hi" }], "Hi") // { before: [], last: { role: "user", content: "Hi" } }
 */
export function earlierTurns(turns: Turn[], prompt: string): { before: Turn[]; last: Turn } {
  const last = turns.at(-1);
  if (last?.role === "user" && last.content.trim() === prompt.trim())
    return { before: turns.slice(0, -1), last };
  return { before: turns, last: { role: "user", content: prompt } };
}
