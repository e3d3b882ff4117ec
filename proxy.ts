import { type NextRequest, NextResponse } from "next/server";
import { pageLanguage, pageLanguageHeader } from "@/app/_messages/page-language";
import { readEnv } from "@/server/env";

/**
 * Pages only: a request that passes through here has its body buffered and cut at 10 MB, so uploads to
 * /api must go past it.
 */
export const config = {
  matcher: [
    {
      source: "/((?!api/|l/|_next/static|_next/image|icon.svg|icons/|apple-icon.png|manifest.webmanifest).*)",
    },
  ],
};

/**
 * Gives each page a Content-Security-Policy whose only scripts are those that carry this request's nonce, and tells its
 * components the language that it is made in.
 */
export function proxy(request: NextRequest): NextResponse {
  if (request.nextUrl.pathname === "/sw.js") return serviceWorkerOnly();
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const policy = contentSecurityPolicy(nonce, readEnv().NODE_ENV === "development");
  const headers = new Headers(request.headers);
  // Next reads the nonce for its own scripts from the request's policy.
  headers.set("Content-Security-Policy", policy);
  headers.set(pageLanguageHeader, pageLanguage(request));
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

/** No service worker while developing: parts of pages keep their names then when they change. */
function serviceWorkerOnly(): NextResponse {
  return readEnv().NODE_ENV === "development" ? new NextResponse(null, { status: 404 }) : NextResponse.next();
}

function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "worker-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
