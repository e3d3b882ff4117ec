import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { metricTable } from "@/server/core/disagreement/metric-table";
import { metrics } from "@/server/core/disagreement/registry";
import { projectRoot } from "../env";
import { placeMetricTable } from "./metric-table-place";

/** `npm run docs:metrics`: writes the table of metrics in docs/methods.md anew, from the registry. */
const path = join(projectRoot(), "docs", "methods.md");
writeFileSync(path, placeMetricTable(readFileSync(path, "utf8"), metricTable(metrics)));
