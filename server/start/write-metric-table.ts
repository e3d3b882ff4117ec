import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { metricTable } from "@/server/core/disagreement/metric-table";
import { metrics } from "@/server/core/disagreement/registry";
import { detectorTable } from "@/server/core/noise/detector-table";
import { detectors } from "@/server/core/noise/registry";
import { projectRoot } from "../env";
import { placeTable } from "./metric-table-place";

/** `npm run docs:metrics`: writes the tables of metrics and of detectors in docs anew, from the registries. */
function write(file: string, name: "metrics" | "detectors", table: string): void {
  const path = join(projectRoot(), "docs", file);
  writeFileSync(path, placeTable(readFileSync(path, "utf8"), name, table));
}

write("methods.md", "metrics", metricTable(metrics));
write("noise.md", "detectors", detectorTable(detectors));
