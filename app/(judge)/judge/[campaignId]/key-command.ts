import type { Decision } from "@/server/judgment/schemas";

export type Command = Decision | "skip" | "flag" | "undo" | "guidelines" | "keys";

interface PressedKey {
  key: string;
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  repeat: boolean;
}

const letters: Record<string, Command> = {
  a: "left",
  d: "right",
  x: "skip",
  f: "flag",
  z: "undo",
  g: "guidelines",
};

/**
 * What a key press asks for. Letters go by what the key types; on a keyboard of another script by where the key sits.
 * The up and down arrows are left to scrolling: a long completion must not be decided by reading it.
 */
export function keyCommand(event: PressedKey, outcomes: "four" | "three"): Command | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return undefined;
  if (event.key === "?") return "keys";
  if (event.key === "ArrowLeft") return "left";
  if (event.key === "ArrowRight") return "right";
  if (event.key === "Backspace") return "undo";
  const letter = latinLetter(event);
  if (letter === "w") return outcomes === "four" ? "both_good" : undefined;
  if (letter === "s") return outcomes === "four" ? "both_bad" : "tie";
  return letter === undefined ? undefined : letters[letter];
}

/** The letter that a press means, also on a keyboard of another script. */
export function latinLetter({ key, code }: Pick<PressedKey, "key" | "code">): string | undefined {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  const isOtherScript = /^\p{L}/u.test(key) && key.length <= 2;
  return isOtherScript ? /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() : undefined;
}
