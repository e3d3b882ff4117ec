import "./globals.css";
import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { Provider } from "./_trpc/provider";
import { readTheme } from "./_ui/read-theme";

export const metadata: Metadata = {
  title: { default: "Tiebreak", template: "%s · Tiebreak" },
  description: "Human preference judgments for language models.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#1c1c1b" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Every page is made per request: its scripts carry that request's nonce.
  await connection();
  const theme = await readTheme();
  return (
    <html
      lang="en"
      data-theme={theme === "system" ? undefined : theme}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      suppressHydrationWarning
    >
      <body className="min-h-dvh antialiased">
        <Provider>{children}</Provider>
      </body>
    </html>
  );
}
