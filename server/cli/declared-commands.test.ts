import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command, Option } from "commander";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  askings,
  modes,
  outcomeSets,
  pairAllocations,
  presetNames,
  routings,
  spreads,
} from "@/db/schema/campaign";
import { CampaignSettings } from "../campaign/schemas";
import { type BundledCommand, bundleCommand } from "../testing/bundled-command";
import { createProgram } from "./program";
import { settingChoices } from "./setting-options";

/** Every command that does something, with the words that call it. */
function listCommands(parent: Command, words: string[] = []): { words: string[]; command: Command }[] {
  return parent.commands.flatMap((command) => {
    const own = [...words, command.name()];
    return [{ words: own, command }, ...listCommands(command, own)];
  });
}

const commands = listCommands(createProgram());
const names = commands.map(({ words }) => words.join(" "));
const doc = readFileSync(join(process.cwd(), "docs", "command-line.md"), "utf8");

/** The part of the document under the heading of a command, without those below it. */
function section(name: string): string {
  const heading = new RegExp(`^#+ \`tiebreak ${name}(\`| [A-Z])`, "m").exec(doc);
  if (!heading) return "";
  const rest = doc.slice(heading.index + heading[0].length);
  const end = rest.search(/^#/m);
  return end === -1 ? rest : rest.slice(0, end);
}

/** The section itself, and for a family of options the section that it points to. */
const isDocumented = (name: string, option: Option) =>
  `${section(name)}${section(name).includes("#campaign-settings") ? doc.slice(doc.indexOf("## Campaign settings")) : ""}`.includes(
    `\`${option.long}`,
  );

describe("the command line", () => {
  test("has the commands of a campaign's whole way", () => {
    expect(names).toEqual(
      expect.arrayContaining(
        "serve, demo, import, campaign, campaign create, campaign list, campaign show, campaign launch, campaign pause, campaign resume, campaign close, campaign extend, rank, invite, status, report, export, replay, worth".split(
          ", ",
        ),
      ),
    );
  });

  test.each(names)("docs/command-line.md documents %s and its options", (name) => {
    expect(section(name), `a heading \`tiebreak ${name}\``).not.toBe("");
    const { command } = commands[names.indexOf(name)] as { command: Command };
    for (const option of command.options) {
      expect(isDocumented(name, option), `${name} ${option.long} in docs/command-line.md`).toBe(true);
    }
  });

  test("docs/command-line.md names no command that is not there", () => {
    const headings = [...doc.matchAll(/^#+ `tiebreak ([a-z -]+[a-z])/gm)].map((match) => match[1] as string);
    expect(headings.toSorted()).toEqual(names.toSorted());
  });

  test("docs/command-line.md names every setting of a campaign file", () => {
    for (const setting of Object.keys(CampaignSettings.shape)) expect(doc).toContain(`\`${setting}\``);
  });

  test("options offer what the settings take", () => {
    expect(settingChoices).toEqual({
      mode: modes,
      preset: presetNames,
      spread: spreads,
      routing: routings,
      outcomes: outcomeSets,
      pairAllocation: pairAllocations,
      goldFeedback: ["silent", "loud"],
      strength: askings,
    });
  });
});

describe("help and wrong usage", { timeout: 60_000 }, () => {
  let tiebreak: BundledCommand;
  beforeAll(async () => {
    tiebreak = await bundleCommand();
  });
  afterAll(() => tiebreak.remove());

  test.each(["", ...names])("tiebreak %s --help shows an example and ends well", async (name) => {
    const { stdout, stderr, exitCode } = await tiebreak.run([...name.split(" ").filter(Boolean), "--help"]);
    expect(stdout).toMatch(/^Usage: tiebreak/);
    expect(stdout).toMatch(/^ {2}\$ tiebreak /m);
    expect(stderr).toBe("");
    expect(exitCode).toBe(0);
  });

  test.each([
    ["nothing", [], /Usage: tiebreak/],
    ["an unknown command", ["ranck"], /unknown command 'ranck'.*Did you mean rank\?/s],
    ["an unknown option", ["serve", "--prt", "1"], /unknown option '--prt'.*Did you mean --port\?/s],
    ["a missing argument", ["rank"], /missing required argument 'campaign'/],
    ["one argument too many", ["rank", "a", "b"], /too many arguments/],
    ["a missing option", ["invite", "x"], /required option '--name <name>' not specified/],
    ["a word for a number", ["serve", "--port", "http"], /Give a whole number from 0 to 65535/],
    ["a share beyond its limits", ["rank", "x", "--control-share", "0.9"], /Give a number from 0 to 0.5/],
    ["a choice that is none", ["rank", "x", "--mode", "fast"], /Allowed choices are measure, explore/],
    ["an unknown metric", ["rank", "x", "--metric", "chr"], /There is no metric "chr".*chrf, bleu/],
    ["an unknown detector", ["exclude", "x", "emty"], /There is no detector "emty".*empty, truncated/],
    ["an unknown metric to replay", ["replay", "x", "--metric", "chr"], /There is no metric "chr".*chrf/],
    ["a share of nothing to judge", ["replay", "x", "--judged", "0"], /Give a number from 0.000001 to 1/],
    ["an unknown metric to combine", ["rank", "x", "--combine", "chr=2"], /There is no metric "chr".*chrf/],
    ["a slice without a share", ["rank", "x", "--slice-minimum", "language=de"], /such as language=de:0.2/],
    ["half an address", ["serve", "--public-url", "example.org"], /whole address such as https:/],
    ["two formats", ["report", "x", "--json", "--format", "csv"], /give one of them/],
    ["standard input without a campaign", ["import", "-"], /add --campaign and --format/],
    ["a campaign without a name", ["campaign", "create"], /--name NAME, or --file FILE/],
  ] as [string, string[], RegExp][])("%s is wrong usage", async (_, args, message) => {
    const { stdout, stderr, exitCode } = await tiebreak.run(args, {
      variables: { DATABASE_URL: ":memory:" },
    });
    expect(stderr).toMatch(message);
    expect(stdout).toBe("");
    expect(exitCode).toBe(2);
  });
});
