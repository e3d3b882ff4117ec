/** Asked of the page: the browser closes a dialog or menu before this component knows, and a key pressed then is meant. */
export function isDialogOpen(): boolean {
  return document.querySelector("dialog[open], :popover-open") !== null;
}

/** The left and right arrows in a code block or table that scrolls sideways are for scrolling. */
export function isForTheScrolled(event: KeyboardEvent): boolean {
  if (!event.key.startsWith("Arrow") || !(event.target instanceof HTMLElement)) return false;
  const frame = event.target.closest<HTMLElement>("[data-scrolls]");
  return frame !== null && frame.scrollWidth > frame.clientWidth;
}
