import type { ReactNode } from "react";

/** The name of a key. Hidden where there is most likely no keyboard. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex min-w-5 items-center justify-center rounded border border-current/40 px-1 font-mono text-xs leading-4.5 font-normal pointer-coarse:hidden">
      {children}
    </kbd>
  );
}
