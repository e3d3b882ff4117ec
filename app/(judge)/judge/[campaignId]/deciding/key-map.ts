import { readStored, useStored, writeStored } from "../stored-text";

/** What a key can ask for. */
export const commands = [
  "left",
  "right",
  "both_good",
  "both_bad",
  "tie",
  "skip",
  "flag",
  "undo",
  "guidelines",
  "keys",
] as const;
export type Command = (typeof commands)[number];

/** The keys of each command, the one that is shown first; letters in lower case, others by `KeyboardEvent.key`. */
export type KeyMap = Readonly<Record<Command, readonly string[]>>;

export const defaultKeys: KeyMap = {
  left: ["ArrowLeft", "a"],
  right: ["ArrowRight", "d"],
  both_good: ["w"],
  both_bad: ["s"],
  tie: ["s"],
  skip: ["x"],
  flag: ["f"],
  undo: ["z", "Backspace"],
  guidelines: ["g"],
  keys: ["?"],
};

/** Keys that read, move or close, and so can decide nothing. */
const reserved =
  /^(?:Arrow(?:Up|Down)|Page(?:Up|Down)|Home|End|Tab|Enter|Escape|Shift|Control|Alt|AltGraph|Meta|CapsLock|Dead|Process|Unidentified|F\d+| |v|t|m|[-+1-9])$/;

/** The commands of a campaign with these outcomes. */
export function commandsOf(outcomes: "four" | "three"): Command[] {
  const left = outcomes === "four" ? "tie" : undefined;
  return commands.filter(
    (command) => command !== left && (outcomes === "four" || !command.startsWith("both_")),
  );
}

/** Why a key cannot be given to a command: reserved, or another command's; undefined where it can. */
export function whyNotKey(map: KeyMap, command: Command, key: string): "reserved" | Command | undefined {
  if (reserved.test(key)) return "reserved";
  // Of all campaigns, since the keys are the browser's; what one campaign has instead of the other may share a key.
  const isNeverBoth = (one: Command, other: Command) => one === "tie" && other.startsWith("both_");
  return commands.find(
    (other) =>
      other !== command &&
      map[other].includes(key) &&
      !isNeverBoth(command, other) &&
      !isNeverBoth(other, command),
  );
}

const place = "tiebreak-keys";

/** The keys of this browser; the usual ones until others are chosen. */
export function useKeyMap(): KeyMap {
  return parseKeys(useStored(place));
}

/** Gives a command one key of the reader's choice, or with undefined its usual ones. */
export function chooseKey(command: Command, key: string | undefined): void {
  const { [command]: _, ...others } = chosenKeys(readStored(place));
  const chosen = key === undefined ? others : { ...others, [command]: [key] };
  writeStored(place, Object.keys(chosen).length > 0 ? JSON.stringify(chosen) : null);
}

export function resetKeys(): void {
  writeStored(place, null);
}

/** The keys as they were stored, over the usual ones; what cannot be read is passed over. */
export function parseKeys(stored: string | null | undefined): KeyMap {
  return { ...defaultKeys, ...chosenKeys(stored) };
}

function chosenKeys(stored: string | null | undefined): Partial<Record<Command, string[]>> {
  if (!stored) return {};
  try {
    const value: unknown = JSON.parse(stored);
    if (typeof value !== "object" || value === null) return {};
    const isKeys = (keys: unknown): keys is string[] =>
      Array.isArray(keys) && keys.length === 1 && typeof keys[0] === "string" && !reserved.test(keys[0]);
    return Object.fromEntries(
      commands.flatMap((command) => {
        const keys: unknown = (value as Record<string, unknown>)[command];
        return isKeys(keys) ? [[command, keys]] : [];
      }),
    );
  } catch {
    return {};
  }
}
