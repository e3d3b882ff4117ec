import type { ReactNode } from "react";

/** One number with its name, inside a `<dl>`. */
export function StatTile({ label, value, hint }: { label: string; value: ReactNode; hint?: ReactNode }) {
  return (
    <div className="min-w-0 rounded-lg border border-line bg-surface px-3.5 py-2.5">
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="mt-0.5 text-xl font-semibold tabular-nums">{value}</dd>
      {hint && <dd className="mt-0.5 text-sm text-muted">{hint}</dd>}
    </div>
  );
}
