const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long before `now` a time was, or until it will be; both in ms since the epoch. @example timeAgo(0, 300_000) === "5 min ago" */
export function timeAgo(at: number, now: number): string {
  const distance = Math.abs(now - at);
  if (distance < 45_000) return "just now";
  const words = span(distance);
  return at <= now ? `${words} ago` : `in ${words}`;
}

function span(ms: number): string {
  if (ms < 59.5 * minute) return `${Math.max(1, Math.round(ms / minute))} min`;
  if (ms < 23.5 * hour) return `${Math.round(ms / hour)} h`;
  const days = Math.round(ms / day);
  return days === 1 ? "1 day" : `${days} days`;
}
