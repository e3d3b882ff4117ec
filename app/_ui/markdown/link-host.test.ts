import { expect, test } from "vitest";
import { hostToShow } from "./link-host";

test.each([
  ["https://example.org/a", "here", undefined],
  ["https://example.org/a", "https://example.org/a", undefined],
  ["https://www.example.org", "example.org", undefined],
  ["https://example.org", "www.example.org", undefined],
  ["https://evil.example/login", "https://bank.example/login", "evil.example"],
  ["https://evil.example", "bank.example", "evil.example"],
  ["https://evil.example", "ｂank.example", "evil.example"],
  ["https://evil.example", "\u202Ebank.example", "evil.example"],
  ["https://\u0430pple.com", "apple.com", "xn--pple-43d.com"],
  ["https://%D0%B0pple.com/", "Apple", "xn--pple-43d.com"],
  ["https://bank.example@evil.example/", "go", "evil.example"],
  ["https://evil.example:8443/", "bank.example", "evil.example:8443"],
  ["https://example.org", "e.g. this", undefined],
  ["https://example.org", "version 2.5", undefined],
  ["mailto:a@evil.example", "a@bank.example", "a@evil.example"],
  ["mailto:a@bank.example", "a@bank.example", undefined],
  ["mailto:a@bank.example", "write to us", undefined],
  ["https://", "x", undefined],
])("%s behind %j shows %s", (href, text, shown) => expect(hostToShow(href, text)).toBe(shown));
