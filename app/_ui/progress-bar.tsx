interface Props {
  /** What is counted, for screen readers. */
  label: string;
  value: number;
  /** Missing or 0: under way, of unknown length. */
  max?: number;
}

export function ProgressBar({ label, value, max = 0 }: Props) {
  const isKnown = max > 0;
  return (
    <progress
      aria-label={label}
      value={isKnown ? Math.min(value, max) : undefined}
      max={isKnown ? max : undefined}
      className={
        "block h-1.5 w-full appearance-none overflow-hidden rounded-full border-0 bg-line " +
        "[&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent " +
        (isKnown ? "" : "animate-pulse bg-accent")
      }
    />
  );
}
