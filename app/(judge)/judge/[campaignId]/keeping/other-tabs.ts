/** The same person's other tabs on the same campaign. */
export interface OtherTabs {
  /** Whether there are any. */
  exist(): boolean;
  /** Tells them that what the browser keeps has changed. */
  tell(): void;
  close(): void;
}

type Message = { kind: "hello" | "here" | "bye" | "changed"; from: string };

/** Without a channel, as in very old browsers, every tab is alone; the server still records nothing twice. */
export function joinTabs(name: string, self: string, onChanged: () => void): OtherTabs {
  if (typeof BroadcastChannel === "undefined") {
    return { exist: () => false, tell: () => {}, close: () => {} };
  }
  const channel = new BroadcastChannel(name);
  const others = new Set<string>();
  let isOpen = true;
  const page = typeof window === "undefined" ? undefined : window;
  const send = (kind: Message["kind"]) => {
    if (isOpen) channel.postMessage({ kind, from: self } satisfies Message);
  };
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === "bye") others.delete(data.from);
    else others.add(data.from);
    if (data.kind === "hello") send("here");
    if (data.kind === "changed") onChanged();
  };
  // Closing a tab tears nothing down; one that comes back by the browser's back button has missed what was said.
  const leave = () => send("bye");
  const comeBack = (event: PageTransitionEvent) => {
    if (!event.persisted) return;
    others.clear();
    send("hello");
    onChanged();
  };
  page?.addEventListener("pagehide", leave);
  page?.addEventListener("pageshow", comeBack);
  send("hello");
  return {
    exist: () => others.size > 0,
    tell: () => send("changed"),
    close: () => {
      page?.removeEventListener("pagehide", leave);
      page?.removeEventListener("pageshow", comeBack);
      send("bye");
      isOpen = false;
      channel.close();
    },
  };
}

/**
 * Runs `work` while no other tab runs any under the same name. Browsers offer locks over https and on localhost alone;
 * elsewhere two tabs may send the same act, which the server takes once.
 */
export async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (typeof navigator === "undefined" || navigator.locks === undefined) return work();
  return (await navigator.locks.request(name, work)) as T;
}
