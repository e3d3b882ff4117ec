import type { ReactNode } from "react";
import { IntlProvider } from "use-intl/react";
import en from "./en.json";

/** What a test draws of an annotator's page, in English. @example renderToStaticMarkup(inEnglish(<Markdown text="a" />)) */
export function inEnglish(children: ReactNode): ReactNode {
  return (
    <IntlProvider locale="en" messages={en}>
      {children}
    </IntlProvider>
  );
}
