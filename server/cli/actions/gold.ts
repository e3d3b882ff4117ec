import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { importGold } from "../../gold/import-gold";
import { listGold } from "../../gold/list-gold";
import type { GoldList, GoldPerson } from "../../gold/schemas";
import { fileSize } from "../check-file";
import { formatTable } from "../format-table";
import { percent } from "../number-words";
import { print, printJson } from "../print";
import { withCampaign } from "../with-campaign";

/** Adds a file's known comparisons, where one is given, and prints what there is and how people did. */
export async function gold(
  idOrName: string,
  file: string | undefined,
  { json }: { json?: boolean },
): Promise<void> {
  if (file !== undefined) fileSize(file);
  await withCampaign(idOrName, async (context, { id }) => {
    const added =
      file === undefined
        ? null
        : await importGold(context, {
            campaignId: id,
            fileName: basename(file),
            source: createReadStream(file),
          });
    const list = await listGold(context, id);
    if (json) return printJson({ added, ...list });
    if (added) print(`Added ${added.gold} gold and ${added.practice} practice comparisons.`);
    print(describe(list));
  });
}

function describe({ gold: all, people }: GoldList): string {
  const inUse = all.filter(({ retiredAt }) => retiredAt === null);
  const count = (use: string) => inUse.filter((one) => one.use === use).length;
  const told = `${count("gold")} gold and ${count("practice")} practice comparisons in use.`;
  const answered = people.filter(({ gold, practice }) => gold.answers + practice.answers > 0);
  if (answered.length === 0) return told;
  const table = formatTable(
    ["annotator", "gold right", "practice right", "state"],
    answered.map((person) => [person.name, rightOf(person.gold), rightOf(person.practice), stateOf(person)]),
  );
  return `${told}\n\n${table}`;
}

function rightOf({ answers, right }: { answers: number; right: number }): string {
  return answers === 0 ? "–" : `${percent(right / answers)} of ${answers}`;
}

function stateOf({ stoppedAt, fallsShort }: GoldPerson): string {
  if (stoppedAt !== null) return "stopped";
  return fallsShort ? "below the rule" : "";
}
