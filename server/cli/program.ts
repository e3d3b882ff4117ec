import { Command } from "commander";
import { declareCampaign } from "./commands/campaign";
import { declareDemo } from "./commands/demo";
import { declareEndpoint } from "./commands/endpoint";
import { declareExplain } from "./commands/explain";
import { declareExport } from "./commands/export";
import { declareFetch } from "./commands/fetch";
import { declareGold } from "./commands/gold";
import { declareImport } from "./commands/import";
import { declareInvite } from "./commands/invite";
import { declareJoinLink } from "./commands/join-link";
import { declareLearn } from "./commands/learn";
import { declareNext } from "./commands/next";
import { declareNoise } from "./commands/noise";
import { declarePlan } from "./commands/plan";
import { declareRank } from "./commands/rank";
import { declareReorder } from "./commands/reorder";
import { declareReplay } from "./commands/replay";
import { declareReport } from "./commands/report";
import { declareServe } from "./commands/serve";
import { declareStatus } from "./commands/status";
import { declareWorth } from "./commands/worth";

/** In the order of help: what one does first comes first. */
const declarations = [
  declareServe,
  declareDemo,
  declareImport,
  declareCampaign,
  declareEndpoint,
  declareFetch,
  declareNoise,
  declareRank,
  declarePlan,
  declareInvite,
  declareJoinLink,
  declareGold,
  declareStatus,
  declareNext,
  declareExplain,
  declareLearn,
  declareReorder,
  declareReport,
  declareExport,
  declareReplay,
  declareWorth,
];

/** The whole command line. What a command does is loaded when it runs, so that help is there at once. */
export function createProgram(): Command {
  const program = new Command("tiebreak")
    // What stands after a command is its own: "report" and "report verify" both have --json.
    .enablePositionalOptions()
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
  for (const declare of declarations) declare(program);
  return program;
}
