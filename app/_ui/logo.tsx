/** Two bars and the edge between them. */
export function Logo() {
  return (
    <svg viewBox="0 0 20 20" className="size-5 shrink-0 text-accent" aria-hidden="true">
      <path d="M3 4.5h5.5v11H3z" fill="currentColor" />
      <path d="M12.25 5.25h4v9.5h-4z" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}
