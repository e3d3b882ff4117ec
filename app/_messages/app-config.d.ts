import type en from "./en.json";

// Keys are checked against the English messages wherever words are asked for.
declare module "use-intl" {
  interface AppConfig {
    Messages: typeof en;
  }
}
