import type { ReactNode } from "react";
import { Td } from "@/app/_ui/table";
import type { RateBounds } from "@/server/report/schemas";
import { formatBounds, formatRate } from "./rate-words";

/** A rate with its interval below it. */
export function RateCell({ value, interval }: { value: number | null; interval: RateBounds | null }) {
  return <EstimateCell estimate={formatRate(value)} range={interval && formatBounds(interval)} />;
}

/** An estimate, as words, with what it ranges over below it. */
export function EstimateCell({ estimate, range }: { estimate: ReactNode; range: ReactNode }) {
  return (
    <Td numeric className="whitespace-nowrap">
      <span className="font-semibold">{estimate}</span>
      {range && <span className="block text-muted">{range}</span>}
    </Td>
  );
}
