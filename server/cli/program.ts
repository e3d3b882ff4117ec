import { Command } from "commander";
import { declareDemo } from "./commands/demo";
import { declareReplay } from "./commands/replay";
import { declareServe } from "./commands/serve";

/** The whole command line. What a command does is loaded when it runs, so that help is there at once. */
export function createProgram(): Command {
  const program = new Command("tiebreak")
    .description(
      "Human preference judgments for language models, spent on the prompts that separate them, reported for the whole prompt set.",
    )
    .exitOverride()
    .showHelpAfterError("Add --help to see how it is used.")
    .configureHelp({ showGlobalOptions: false })
    .addHelpText(
      "after",
      "\nExit codes: 0 done, 1 failed, 2 wrong usage.\nStart here:\n  $ tiebreak demo\n  $ tiebreak serve",
    );
  for (const declare of [declareServe, declareDemo, declareReplay]) declare(program);
  return program;
}
