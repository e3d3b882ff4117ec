/**
 * The address that a request came from, as the nearest proxy or this server itself saw it; what stands before it in the
 * header is the visitor's own word. Of IPv6 the network alone (the first 64 bits), since one visitor has all of it.
 *
 * @example clientAddress(new Headers({ "x-forwarded-for": "10.0.0.1, 192.0.2.7" })) // "192.0.2.7"
 */
export function clientAddress(headers: Headers): string | null {
  const last = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim().toLowerCase();
  if (!last) return null;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(last);
  if (mapped) return mapped[1] as string;
  return last.includes(":") ? networkOf(last) : last;
}

function networkOf(address: string): string {
  const [before = "", after] = address.split("::");
  const groupsOf = (part: string | undefined) => (part ? part.split(":") : []);
  const [head, tail] = [groupsOf(before), groupsOf(after)];
  const zeros =
    after === undefined ? [] : Array<string>(Math.max(0, 8 - head.length - tail.length)).fill("0");
  return [...head, ...zeros, ...tail]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":");
}
