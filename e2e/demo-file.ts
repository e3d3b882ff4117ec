import { join } from "node:path";

/** The demo campaign's completions, as a lead would upload them. */
export const demoFile = join(import.meta.dirname, "..", "server", "demo", "completions.jsonl");
