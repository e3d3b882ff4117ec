import { type RefObject, useEffect, useRef, useState } from "react";

type Side = "left" | "right";

/** Which of two panes that lie beside each other in a row to be swiped is in sight, and a way to the other. */
export function useSideInSight(): {
  row: RefObject<HTMLDivElement | null>;
  inSight: Side;
  show: (side: Side) => void;
} {
  const row = useRef<HTMLDivElement>(null);
  const [inSight, setInSight] = useState<Side>("left");
  useEffect(() => {
    const element = row.current;
    if (!element) return;
    const look = () =>
      setInSight(element.scrollLeft * 2 > element.scrollWidth - element.clientWidth ? "right" : "left");
    element.addEventListener("scroll", look, { passive: true });
    return () => element.removeEventListener("scroll", look);
  }, []);
  const show = (side: Side) => {
    const element = row.current;
    element?.scrollTo({ left: side === "left" ? 0 : element.scrollWidth });
  };
  return { row, inSight, show };
}
