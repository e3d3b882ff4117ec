import { useState } from "react";
import { Button } from "./button";
import { formatCount } from "./number-words";

const dozen = 12;

/** The first dozen of many rows, and the button that shows them all or folds them again. */
export function useFirstRows<Row>(rows: readonly Row[], noun: string) {
  const [isWhole, setIsWhole] = useState(false);
  const isLong = rows.length > dozen;
  const button = isLong && (
    <Button size="small" className="mt-2.5" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
      {isWhole ? `Show the first ${dozen} only` : `Show all ${formatCount(rows.length)} ${noun}`}
    </Button>
  );
  return { shown: isLong && !isWhole ? rows.slice(0, dozen) : rows, button };
}
