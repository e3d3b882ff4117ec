import { type RefObject, useEffect, useRef, useState } from "react";
import { readStored, writeStored } from "../stored-text";

type Side = "left" | "right";

/** Stored once somebody has been to the other completion: they know the way. */
export const knowsTheWay = "tiebreak-swiped";

const rowsOnPage = "[data-sides]";

/**
 * Which of two panes that lie beside each other in a row to be swiped is in sight, and a way to the other. The row says of
 * itself, in `data-sides`, whether both have been in sight.
 */
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
    const look = () => {
      const side = sideIn(element);
      setInSight(side);
      if (side === "left") return;
      element.dataset.sides = "both";
      if (readStored(knowsTheWay) === null) writeStored(knowsTheWay, "1");
    };
    element.addEventListener("scroll", look, { passive: true });
    return () => element.removeEventListener("scroll", look);
  }, []);
  return { row, inSight, show: (side) => row.current && scrollTo(row.current, side) };
}

/** Brings the completion into sight that is not; for what stands elsewhere on the page. */
export function showOtherSide(): void {
  const row = document.querySelector<HTMLElement>(rowsOnPage);
  if (row) scrollTo(row, sideIn(row) === "left" ? "right" : "left");
}

/** Whether the other completion has not been in sight at all. Beside each other both are. */
export function isOtherUnseen(): boolean {
  const row = document.querySelector<HTMLElement>(rowsOnPage);
  return row !== null && row.dataset.sides !== "both" && row.scrollWidth > row.clientWidth + 1;
}

function sideIn({ scrollLeft, scrollWidth, clientWidth }: HTMLElement): Side {
  return scrollLeft * 2 > scrollWidth - clientWidth ? "right" : "left";
}

function scrollTo(row: HTMLElement, side: Side): void {
  row.scrollTo({ left: side === "left" ? 0 : row.scrollWidth });
}
