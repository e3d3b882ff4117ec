import { type Command, commandsOf, defaultKeys, type KeyMap } from "./key-map";

interface PressedKey {
  key: string;
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  repeat: boolean;
}

/**
 * What a key press asks for. Letters go by what the key types; on a keyboard of another script by where the key sits.
 * The up and down arrows are left to scrolling: a long completion must not be decided by reading it.
 */
export function keyCommand(
  event: PressedKey,
  outcomes: "four" | "three",
  keys: KeyMap = defaultKeys,
): Command | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return undefined;
  const pressed = pressedKey(event);
  return commandsOf(outcomes).find((command) => keys[command].includes(pressed));
}

/** A key by the name that commands are given keys by. */
export function pressedKey({ key, code }: Pick<PressedKey, "key" | "code">): string {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  const isOtherScript = /^\p{L}/u.test(key) && key.length <= 2;
  return (isOtherScript && /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase()) || key;
}
