import type { ReactNode } from "react";
import { Logo } from "./logo";
import { PlainLink } from "./plain-link";
import { SkipLink } from "./skip-link";

interface Props {
  /** Where the name leads. */
  home: string;
  /** Beside the name: where one is. */
  children?: ReactNode;
  /** At the far end: who one is. */
  end?: ReactNode;
}

/** The line at the top of every page, with the way past it. */
export function SiteHeader({ home, children, end }: Props) {
  return (
    <header className="border-b border-line bg-surface">
      <SkipLink />
      <div className="flex min-h-12 items-center justify-between gap-4 px-4">
        <div className="flex min-w-0 items-center gap-3">
          <PlainLink href={home} className="flex items-center gap-2 font-semibold">
            <Logo />
            <span>Tiebreak</span>
          </PlainLink>
          {children}
        </div>
        {end && <div className="flex items-center gap-3 text-sm">{end}</div>}
      </div>
    </header>
  );
}
