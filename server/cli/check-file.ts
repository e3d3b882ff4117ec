import { statSync } from "node:fs";
import { CommandError } from "./failures";

/** The size in bytes of a file that is to be read; refuses what is not there and folders. */
export function fileSize(path: string): number {
  const found = statSync(path);
  if (found.isDirectory()) throw new CommandError(`${path} is a folder. Name a file.`);
  return found.size;
}
