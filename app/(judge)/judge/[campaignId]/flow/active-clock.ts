/** After so long without any input a person is taken to be away. */
export const idleAfterMs = 60_000;

export interface ActiveClock {
  /** A key, a pointer, a touch or scrolling. */
  input(at: number): void;
  /** The page came into sight, or went out of it. */
  setVisible(at: number, isVisible: boolean): void;
  /** Milliseconds so far. */
  read(at: number): number;
}

/**
 * Counts the time in which the page is in sight and its reader there: of a pause in input the first minute counts, since a
 * long text is read with still hands, and what is beyond it does not. Moments are milliseconds of one clock.
 *
 * @example
 * const clock = createActiveClock(0);
 * clock.input(200_000);
 * clock.read(210_000); // 70000: a minute, then away, then ten seconds
 */
export function createActiveClock(now: number, isVisible = true): ActiveClock {
  let counted = 0;
  let from = isVisible ? now : null;
  let until = now + idleAfterMs;
  const settle = (at: number): void => {
    if (from === null) return;
    counted += Math.max(0, Math.min(at, until) - from);
    from = at;
  };
  return {
    input(at) {
      settle(at);
      until = at + idleAfterMs;
    },
    setVisible(at, isNowVisible) {
      settle(at);
      from = isNowVisible ? at : null;
      until = at + idleAfterMs;
    },
    read(at) {
      settle(at);
      return counted;
    },
  };
}
