"use client";

import { useSyncExternalStore } from "react";

const changed = "tiebreak-stored";

/** What this browser remembers under a key; null where it remembers nothing, or is not allowed to. */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Remembers a text in this browser, or with null forgets it. A browser that refuses goes without. */
export function writeStored(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {}
  window.dispatchEvent(new Event(changed));
}

/** What is remembered under a key, followed as it changes; undefined until the page has come alive. */
export function useStored(key: string): string | null | undefined {
  return useSyncExternalStore<string | null | undefined>(
    subscribeStored,
    () => readStored(key),
    () => undefined,
  );
}

/** Calls back when anything remembered changes, here or in another tab. */
export function subscribeStored(onChange: () => void) {
  window.addEventListener("storage", onChange);
  window.addEventListener(changed, onChange);
  return () => {
    window.removeEventListener("storage", onChange);
    window.removeEventListener(changed, onChange);
  };
}
