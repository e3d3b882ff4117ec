import { inArray, type SQL } from "drizzle-orm";
import type { Tables } from "@/db/client";

/** Whether a skip was of a comparison of the queue: gold, repeats, practice and previews are in no count of the campaign. */
export function isOfQueue({ purpose }: Pick<Tables["skip"], "purpose">): SQL {
  return inArray(purpose, ["main", "extra"]);
}
