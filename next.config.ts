import type { NextConfig } from "next";

/** On every answer; the Content-Security-Policy of pages is made per request in proxy.ts. */
const securityHeaders = [
  { key: "Referrer-Policy", value: "no-referrer" },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value: "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  },
];

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // Types are checked by `npm test`; starting the app need not check them again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["better-sqlite3", "pg", "linkedom", "@observablehq/plot"],
  // Messages are parsed on the server; the browser needs no parser for them.
  turbopack: { resolveAlias: { "use-intl/format-message": "use-intl/format-message/format-only" } },
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
  rewrites: async () => [{ source: "/l/:token", destination: "/api/sign-in/:token" }],
};

export default config;
