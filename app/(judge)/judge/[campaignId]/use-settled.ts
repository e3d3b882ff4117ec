import { useEffect, useState } from "react";

const settleMs = 300;

/**
 * Whether `subject` has been on screen long enough to have been looked at. The second press of a double one comes
 * sooner: it was meant for what stood there before.
 */
export function useSettled(subject: string | undefined): boolean {
  const [settled, setSettled] = useState<string>();
  useEffect(() => {
    if (subject === undefined) return;
    const timer = setTimeout(() => setSettled(subject), settleMs);
    return () => clearTimeout(timer);
  }, [subject]);
  return subject !== undefined && settled === subject;
}
