import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../env";
import { evidencePicture } from "../replay/evidence-plot";
import { evidenceTables } from "../replay/evidence-tables";
import { evidenceSets, playEvidence } from "../replay/play-evidence";
import type { CampaignReplay } from "../replay/schemas";
import { placeTable } from "./metric-table-place";

/**
 * `npm run docs:evidence -- FOLDER [SET …]`: plays campaigns over the public sets in the folder (or those named, such as
 * pandalm), stores what they show in docs/evidence.json, and writes the tables and the figure of docs/evidence.md from it.
 * Without a folder: tables and figure alone.
 */
const docs = join(projectRoot(), "docs");
const stored = join(docs, "evidence.json");
const read = () => (existsSync(stored) ? (JSON.parse(readFileSync(stored, "utf8")) as CampaignReplay[]) : []);
const [folder, ...only] = process.argv.slice(2);

if (folder !== undefined) {
  let last = "";
  const played = await playEvidence(folder, only, (step) => {
    if (step !== last) process.stdout.write(`${step}\n`);
    last = step;
  });
  const kept = read().filter(({ dataset }) => !played.some((result) => result.dataset === dataset));
  const place = ({ dataset }: CampaignReplay) => evidenceSets.findIndex((set) => set.dataset === dataset);
  const all = [...kept, ...played].toSorted((one, other) => place(one) - place(other));
  // Five digits: what a thousand campaigns cannot tell from chance is not worth a changed line.
  const round = (_: string, value: unknown) => (typeof value === "number" ? Number(value.toFixed(5)) : value);
  writeFileSync(stored, `${JSON.stringify(all, round, 2)}\n`);
}
const results = read();
const page = join(docs, "evidence.md");
writeFileSync(page, placeTable(readFileSync(page, "utf8"), "evidence", evidenceTables(results)));
writeFileSync(join(docs, "images", "evidence.svg"), evidencePicture(results));
