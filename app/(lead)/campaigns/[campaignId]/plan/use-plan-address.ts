import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { type PlanKey, type ReadAddress, readPlanAddress } from "./plan-address";

export interface PlanAddress extends ReadAddress {
  /** What the address says, as it says it; empty where it says nothing. */
  text: (key: PlanKey) => string;
  /** Changes the address in place: a link to it gives the same plan. Null takes a key out. */
  change: (changes: Partial<Record<PlanKey, string | null>>) => void;
}

/** The assumptions in the address, and how to change them. */
export function usePlanAddress(): PlanAddress {
  const params = useSearchParams();
  const read = useMemo(() => readPlanAddress((key) => params.get(key)), [params]);
  const change = useCallback<PlanAddress["change"]>((changes) => {
    const next = new URLSearchParams(window.location.search);
    for (const [key, value] of Object.entries(changes)) {
      if (value === null || value === "") next.delete(key);
      else next.set(key, value);
    }
    const query = next.toString();
    window.history.replaceState(null, "", query === "" ? window.location.pathname : `?${query}`);
  }, []);
  return { ...read, text: (key) => params.get(key) ?? "", change };
}
