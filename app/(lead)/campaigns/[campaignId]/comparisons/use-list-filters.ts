import { useRouter, useSearchParams } from "next/navigation";
import { useCallback } from "react";
import type { SliceFilter } from "@/server/comparison/schemas";

/** What a list is narrowed to, as the address has it: a link shows the same. */
export interface ListFilters {
  view: "order" | "prompts";
  state: "next" | "open" | "planned" | "closed" | "unjudgeable";
  /** Two models with a line break between them; none for all. */
  pair: string;
  /** A slice as JSON; none for all. */
  slice: string;
  by: "mean" | "maximum" | "variance";
  metric: string;
}

const defaults: ListFilters = { view: "order", state: "next", pair: "", slice: "", by: "mean", metric: "" };

const choices = {
  view: ["order", "prompts"],
  state: ["next", "open", "planned", "closed", "unjudgeable"],
  by: ["mean", "maximum", "variance"],
} as const;

/** The filters in the address, and how to change them; what is not known counts as not given. */
export function useListFilters(): [ListFilters, (change: Partial<ListFilters>) => void] {
  const params = useSearchParams();
  const router = useRouter();
  const one = <K extends keyof typeof choices>(key: K) =>
    choices[key].find((choice) => choice === params.get(key)) ?? defaults[key];
  const filters = {
    view: one("view"),
    state: one("state"),
    by: one("by"),
    pair: params.get("pair") ?? "",
    slice: params.get("slice") ?? "",
    metric: params.get("metric") ?? "",
  } as ListFilters;
  const change = useCallback(
    (changed: Partial<ListFilters>) => {
      const next = new URLSearchParams(params);
      for (const [key, value] of Object.entries(changed)) {
        if (value === defaults[key as keyof ListFilters]) next.delete(key);
        else next.set(key, value);
      }
      const query = next.toString();
      router.replace(query === "" ? "?" : `?${query}`, { scroll: false });
    },
    [params, router],
  );
  return [filters, change];
}

/** The two models of a filter; null for all. */
export function toPair(pair: string): [string, string] | null {
  const [one, other] = pair.split("\n");
  return one && other ? [one, other] : null;
}

/** The slice of a filter; null for all, and for an address that names none. */
export function toSlice(slice: string): SliceFilter | null {
  try {
    const [by, value, tag] = JSON.parse(slice) as unknown[];
    const isSlice = (by === "language" || by === "category" || by === "tag") && typeof value === "string";
    if (!isSlice) return null;
    return typeof tag === "string" ? { by, value, tag } : { by, value };
  } catch {
    return null;
  }
}

/** A slice as the address has it. */
export function fromSlice({ by, value, tag }: SliceFilter): string {
  return JSON.stringify(tag === undefined ? [by, value] : [by, value, tag]);
}
