/**
 * The host a link really leads to, where its text makes believe another: in plain ASCII, undefined where nothing is amiss.
 * Amiss are letters of other scripts in the host, a name before an "@", and a text that looks like another address.
 *
 * @example hostToShow("https://evil.example/x", "bank.example") === "evil.example"
 */
export function hostToShow(href: string, text: string): string | undefined {
  let url: URL;
  try {
    url = new URL(href);
  } catch {
    return undefined;
  }
  if (url.protocol === "mailto:") return addressToShow(url.pathname, text);
  const host = url.host;
  const isDisguised = url.username !== "" || url.password !== "" || /(^|\.)xn--/.test(host);
  if (isDisguised) return host;
  const told = hostIn(text);
  return told === undefined || bare(told) === bare(url.hostname) ? undefined : host;
}

/** What a reader takes for a host: "https://bank.example/…", "www.bank.example", "bank.example". */
function hostIn(text: string): string | undefined {
  const shown = text
    .normalize("NFKC")
    .replace(/[\u200B-\u200F\u2060\uFEFF\u202A-\u202E\u2066-\u2069]/g, "")
    .trim();
  const address =
    /^(?:[a-z][a-z\d+.-]*:\/\/)?((?:[\p{L}\p{N}_-]+\.)+[\p{L}][\p{L}\p{N}-]+)(?=[:/?#]|$)/iu.exec(shown);
  return address?.[1]?.toLowerCase();
}

function addressToShow(address: string, text: string): string | undefined {
  const told = /^[^\s@]+@[^\s@]+$/.exec(text.trim())?.[0];
  return told !== undefined && told.toLowerCase() !== decode(address).toLowerCase() ? address : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const bare = (host: string) => host.toLowerCase().replace(/^www\./, "");
