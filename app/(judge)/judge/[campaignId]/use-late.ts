import { useEffect, useState } from "react";

/** Whether something has held for so long without a break, in milliseconds. */
export function useLate(holds: boolean, lateMs: number): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!holds) return;
    const timer = setTimeout(() => setLate(true), lateMs);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [holds, lateMs]);
  return isLate;
}
