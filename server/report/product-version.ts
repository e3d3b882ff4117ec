import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../env";

/** The product's version, as its package says. */
export function productVersion(): string {
  return JSON.parse(readFileSync(join(projectRoot(), "package.json"), "utf8")).version;
}
