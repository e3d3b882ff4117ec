"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { Disclosure } from "@/app/_ui/disclosure";

interface Props {
  /** What `#…` in the address unfolds. */
  id: string;
  title: string;
  /** What is chosen now, in a few words. */
  value: string;
  /** Unfold because something in it is wrong. */
  open?: boolean;
  children: ReactNode;
}

/** A folded part of the settings that tells what is chosen in it. */
export function SettingsPart({ id, title, value, open = false, children }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Not as a property: what is mended must not fold away under the lead's hands.
    if (open) place.current?.querySelector("details")?.setAttribute("open", "");
  }, [open]);
  useEffect(() => {
    const unfold = () => {
      if (window.location.hash !== `#${id}`) return;
      place.current?.querySelector("details")?.setAttribute("open", "");
      place.current?.scrollIntoView({ block: "nearest" });
    };
    unfold();
    window.addEventListener("hashchange", unfold);
    return () => window.removeEventListener("hashchange", unfold);
  }, [id]);
  return (
    <div ref={place} id={id} className="scroll-mt-4 py-1.5">
      <Disclosure
        summary={
          <span className="flex items-baseline justify-between gap-3">
            <span className="shrink-0">{title}</span>
            <span className="min-w-0 truncate font-normal text-muted">{value}</span>
          </span>
        }
      >
        <div className="space-y-4 pb-2">{children}</div>
      </Disclosure>
    </div>
  );
}
