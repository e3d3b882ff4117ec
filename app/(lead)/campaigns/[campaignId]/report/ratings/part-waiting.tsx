/** What stands in the place of a part that is not there yet. */
export function PartWaiting({ isMaking }: { isMaking: boolean }) {
  return (
    <p className="text-sm text-muted" role="status">
      {isMaking
        ? "Being computed; it appears here by itself."
        : "Not there. Update the report to compute it."}
    </p>
  );
}
