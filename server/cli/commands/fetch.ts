import { type Command, Option } from "commander";
import { gather, numberWithin, wholeNumber } from "../parse-option";

export interface FetchOptions {
  kind: "logprobs" | "embeddings";
  scorer?: string[];
  endpoint?: string;
  template?: string;
  topK: number;
  allSamples?: boolean;
  concurrency: number;
  timeout: number;
  attempts: number;
  batchSize: number;
  price?: number;
  dryRun?: boolean;
  json?: boolean;
}

/** `tiebreak fetch` */
export function declareFetch(program: Command): void {
  program
    .command("fetch")
    .summary("fetch log-probabilities or embeddings from endpoints")
    .description(
      "Fetches what a draft campaign's completions lack: token log-probabilities, where every named model scores the completions of all of them, or embeddings. What is there is not asked for again; one that was cut off goes on (docs/endpoints.md).",
    )
    .argument("<campaign>", "id or name")
    .addOption(
      new Option("--kind <kind>", "what to fetch").choices(["logprobs", "embeddings"]).default("logprobs"),
    )
    .option(
      "--scorer <model=endpoint>",
      "a model that scores, and its endpoint; may be given several times; else every model through the endpoint of its name",
      gather,
    )
    .option("--endpoint <name>", "the endpoint that gives embeddings; else the only one")
    .option(
      "--template <file>",
      "a file with what stands before a completion: {system} and {prompt} are filled in",
    )
    .option("--top-k <number>", "most probable tokens to keep at each position", wholeNumber(0, 20), 5)
    .option("--all-samples", "every sample, not only the completions that are compared")
    .option("--concurrency <number>", "requests at a time", wholeNumber(1, 32), 4)
    .option("--timeout <seconds>", "how long to wait for an answer", numberWithin(0.1, 600), 60)
    .option(
      "--attempts <number>",
      "how often to ask before a completion is named as failed",
      wholeNumber(1, 10),
      5,
    )
    .option("--batch-size <number>", "texts per request for embeddings", wholeNumber(1, 256), 32)
    .option("--price <amount>", "per million tokens, for the estimate", numberWithin(0, 10_000))
    .option("--dry-run", "only print what it would take")
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      '\nExample:\n  $ tiebreak fetch "Spring release" --dry-run --price 0.2\n  $ tiebreak fetch "Spring release" --scorer atlas-2=first --scorer birch-1=second\n  $ tiebreak fetch "Spring release" --kind embeddings --endpoint embed',
    )
    .action(async (idOrName: string, options: FetchOptions) => {
      const { fetchInto } = await import("../actions/fetch");
      await fetchInto(idOrName, options);
    });
}
