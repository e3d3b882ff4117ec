import { useEffect } from "react";

/** What a page is about: where the focus goes that has nowhere else to be. */
const home = 'main[tabindex="-1"], main > [tabindex="-1"]';

/** When what has the focus is taken from the page, as a panel that closes, the keyboard goes on at what the page is about. */
export function useFocusKept(): void {
  useEffect(() => {
    let last: Node | undefined;
    const follow = ({ target }: FocusEvent) => {
      last = target as Node;
    };
    const observer = new MutationObserver(() => {
      if (!last || last.isConnected || document.activeElement !== document.body) return;
      document.querySelector<HTMLElement>(home)?.focus({ preventScroll: true });
    });
    document.addEventListener("focusin", follow);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener("focusin", follow);
      observer.disconnect();
    };
  }, []);
}
