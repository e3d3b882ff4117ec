import { expect, test } from "vitest";
import { pageLanguage } from "./page-language";

const request = (pathname: string, { cookie, accepts }: { cookie?: string; accepts?: string }) => ({
  nextUrl: { pathname },
  cookies: {
    get: (name: string) => (name === "tiebreak-language" && cookie ? { value: cookie } : undefined),
  },
  headers: new Headers(accepts === undefined ? {} : { "accept-language": accepts }),
});

test("a lead's pages are in English, all others in the visitor's language", () => {
  expect(pageLanguage(request("/judge/cmp_1", { accepts: "ar-EG,en;q=0.5" }))).toBe("ar");
  expect(pageLanguage(request("/sign-in", { cookie: "sw", accepts: "ar" }))).toBe("sw");
  expect(pageLanguage(request("/campaigns", { cookie: "sw" }))).toBe("en");
  expect(pageLanguage(request("/campaigns/cmp_1/order", { accepts: "de" }))).toBe("en");
  expect(pageLanguage(request("/campaigns-of-mine", { accepts: "de" }))).toBe("de");
});
