import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { metricTable } from "@/server/core/disagreement/metric-table";
import { metricIds, metrics } from "@/server/core/disagreement/registry";
import { detectorTable } from "@/server/core/noise/detector-table";
import { detectors } from "@/server/core/noise/registry";
import { errorCodes } from "../errors";
import { evidencePicture } from "../replay/evidence-plot";
import { evidenceTables } from "../replay/evidence-tables";
import { evidenceSets } from "../replay/play-evidence";
import type { CampaignReplay } from "../replay/schemas";
import { placeTable } from "../start/metric-table-place";

const read = (path: string) => readFileSync(join(process.cwd(), path), "utf8");

function sourcesOf(folder: string): string[] {
  return readdirSync(join(process.cwd(), folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name))
    .map((name) => read(join(folder, name)));
}

describe("the documentation", () => {
  it("names every environment variable that the code reads", () => {
    const code = [...sourcesOf("server"), ...sourcesOf("e2e")].join("\n");
    const names = new Set(code.match(/\b(TIEBREAK_[A-Z_]+|DATABASE_URL|TEST_POSTGRES_URL)\b/g));
    expect(names.size).toBeGreaterThan(5);
    const documentation = read("docs/deployment.md");
    expect([...names].filter((name) => !documentation.includes(`\`${name}\``))).toEqual([]);
  });

  it("has the table of metrics that the registry gives (npm run docs:metrics writes it)", () => {
    const documentation = read("docs/methods.md");
    expect(documentation).toBe(placeTable(documentation, "metrics", metricTable(metrics)));
    const listed = [...documentation.matchAll(/^\| `([a-z-]+)` \|/gm)].map((match) => match[1] as string);
    expect(listed).toEqual([...metricIds]);
  });

  it("says of every metric what it costs and what bounds that", () => {
    const listed = [...read("docs/performance.md").matchAll(/^\| `([a-z-]+)` \|/gm)].map((match) => match[1]);
    expect(metricIds.filter((id) => !listed.includes(id))).toEqual([]);
  });

  it("has the table of detectors that the registry gives (npm run docs:metrics writes it)", () => {
    const documentation = read("docs/noise.md");
    expect(documentation).toBe(placeTable(documentation, "detectors", detectorTable(detectors)));
  });

  it("has the tables and the picture that the stored evidence gives (npm run docs:evidence writes them)", () => {
    const results = JSON.parse(read("docs/evidence.json")) as CampaignReplay[];
    expect(new Set(results.map(({ dataset }) => dataset)).size).toBe(evidenceSets.length);
    const documentation = read("docs/evidence.md");
    expect(documentation).toBe(placeTable(documentation, "evidence", evidenceTables(results)));
    expect(read("docs/images/evidence.svg")).toBe(evidencePicture(results));
  });

  it("links only to files that exist", () => {
    for (const file of [
      "README.md",
      "CONTRIBUTING.md",
      "docs/methods.md",
      "docs/deployment.md",
      "docs/formats.md",
      "docs/endpoints.md",
      "docs/evidence.md",
      "docs/noise.md",
      "docs/performance.md",
      "docs/planning.md",
    ]) {
      for (const [, target] of read(file).matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
        expect(() => readdirOrFile(join(file, "..", target as string)), `${file} → ${target}`).not.toThrow();
      }
    }
  });

  it("keeps the list of error codes closed and in one style", () => {
    expect(errorCodes.every((code) => /^[a-z]+(_[a-z]+)*$/.test(code))).toBe(true);
  });
});

function readdirOrFile(path: string): void {
  try {
    readdirSync(join(process.cwd(), path));
  } catch {
    read(path);
  }
}
