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
  const send = (kind: Message["kind"]) => {
    if (isOpen) channel.postMessage({ kind, from: self } satisfies Message);
  };
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === "bye") others.delete(data.from);
    else others.add(data.from);
    if (data.kind === "hello") send("here");
    if (data.kind === "changed") onChanged();
  };
  send("hello");
  return {
    exist: () => others.size > 0,
    tell: () => send("changed"),
    close: () => {
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
