/** How text controls are drawn; 16 px type on phones, so that iOS does not zoom in. */
export const controlClasses =
  "block w-full rounded-md border border-line-strong bg-surface text-ink px-2.5 min-h-9 text-base sm:text-sm " +
  "placeholder:text-muted aria-invalid:border-danger disabled:bg-sunken disabled:text-muted";
