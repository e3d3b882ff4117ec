import type { ActiveClock } from "./active-clock";

const inputs = ["pointerdown", "pointermove", "keydown", "wheel", "scroll", "touchmove"] as const;

/** Tells a clock of all that the page's reader does; returns what ends it. */
export function followActivity(clock: () => ActiveClock): () => void {
  const onInput = () => clock().input(performance.now());
  const onSight = () => clock().setVisible(performance.now(), !document.hidden);
  // Scrolling inside a pane does not bubble; capturing sees it.
  const options = { capture: true, passive: true };
  for (const input of inputs) window.addEventListener(input, onInput, options);
  document.addEventListener("visibilitychange", onSight);
  return () => {
    for (const input of inputs) window.removeEventListener(input, onInput, options);
    document.removeEventListener("visibilitychange", onSight);
  };
}
