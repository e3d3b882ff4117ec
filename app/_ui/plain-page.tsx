import type { ReactNode } from "react";
import { SiteHeader } from "./site-header";

interface Props {
  title: string;
  /** At the far end of the header. */
  end?: ReactNode;
  children: ReactNode;
}

/** A page with one thing to say: signing in, what is missing, what went wrong. */
export function PlainPage({ title, end, children }: Props) {
  return (
    <>
      <SiteHeader home="/" end={end} />
      <main id="content" className="mx-auto max-w-lg px-4 py-12">
        <h1 className="text-2xl">{title}</h1>
        <div className="mt-3 space-y-4 leading-relaxed">{children}</div>
      </main>
    </>
  );
}
