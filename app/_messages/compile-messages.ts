import compile from "icu-minify/compile";

/** Messages in ICU syntax, in namespaces within namespaces. */
export interface MessageTree {
  [key: string]: string | MessageTree;
}

/** The same, parsed: the browser only fills them in (next.config.ts puts that formatter in). */
export interface CompiledMessages {
  [key: string]: ReturnType<typeof compile> | CompiledMessages;
}

/** Parses every message of `english`, in the words of `own` where it has them. Keys that English lacks are left out. */
export function compileMessages(english: MessageTree, own: MessageTree = {}): CompiledMessages {
  return Object.fromEntries(
    Object.entries(english).map(([key, message]) => {
      const mine = own[key];
      if (typeof message !== "string") {
        return [key, compileMessages(message, typeof mine === "object" ? mine : {})];
      }
      const words = typeof mine === "string" && mine !== "" ? mine : message;
      // Most have nothing to fill in, and a page waits for this.
      return [key, /[{<']/.test(words) ? plain(compile(words)) : words];
    }),
  );
}

/** Without the missing prototypes that may not travel to the browser. */
function plain<T>(parsed: T): T {
  return JSON.parse(JSON.stringify(parsed));
}
