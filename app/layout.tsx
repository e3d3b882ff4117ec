import "./globals.css";
import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { directionOf, formatLocale } from "./_messages/languages";
import { loadMessages } from "./_messages/load-messages";
import { readLanguage } from "./_messages/read-language";
import { WordsProvider } from "./_messages/words-provider";
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
  const [theme, language] = await Promise.all([readTheme(), readLanguage()]);
  return (
    <html
      lang={language}
      dir={directionOf(language)}
      data-theme={theme === "system" ? undefined : theme}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      suppressHydrationWarning
    >
      <body className="min-h-dvh antialiased">
        <WordsProvider locale={formatLocale(language)} messages={await loadMessages(language)}>
          <Provider>{children}</Provider>
        </WordsProvider>
      </body>
    </html>
  );
}
