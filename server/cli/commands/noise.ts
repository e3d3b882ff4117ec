import type { Command } from "commander";

/** `tiebreak noise`, `exclude` and `restore` */
export function declareNoise(program: Command): void {
  program
    .command("noise")
    .summary("what is wrong with the texts rather than different")
    .description(
      "Looks for empty, cut off, looping, damaged, refused and repeated texts, unless it has looked already, and prints what was found and what is left out.",
    )
    .argument("<campaign>", "id or name")
    .option("--json", "print JSON")
    .addHelpText("after", '\nExample:\n  $ tiebreak noise "Spring release"')
    .action(async (idOrName: string, options: { json?: boolean }) => {
      const { noise } = await import("../actions/noise");
      await noise(idOrName, options);
    });
  declareRule(program, "exclude", {
    summary: "leave out what a detector finds",
    description:
      "Leaves out what a detector finds. In a draft it defines the pool of the next ranking; after launch it closes every comparison that it touches as unjudgeable, whatever was judged on it.",
  });
  declareRule(program, "restore", {
    summary: "take a detector's rule back",
    description:
      "Takes the decision to leave out what a detector finds back. A rule that defined the pool at launch stays.",
  });
}

function declareRule(
  program: Command,
  name: "exclude" | "restore",
  { summary, description }: { summary: string; description: string },
): void {
  program
    .command(name)
    .summary(summary)
    .description(description)
    .argument("<campaign>", "id or name")
    .argument("<detector>", "as tiebreak noise names it")
    .addHelpText("after", `\nExample:\n  $ tiebreak ${name} "Spring release" encoding-damage`)
    .action(async (idOrName: string, detector: string) => {
      const actions = await import("../actions/noise");
      await actions[name](idOrName, detector);
    });
}
