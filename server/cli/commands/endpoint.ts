import type { Command } from "commander";
import { webAddress } from "../parse-option";

export interface AddEndpointOptions {
  name: string;
  url: string;
  model: string;
  keyEnv?: string;
  keyStdin?: boolean;
  json?: boolean;
}

/** `tiebreak endpoint …` */
export function declareEndpoint(program: Command): void {
  const endpoint = program
    .command("endpoint")
    .summary("servers that log-probabilities and embeddings are fetched from")
    .description(
      "Adds, lists, checks and removes the OpenAI-compatible servers that a campaign fetches log-probabilities and embeddings from (docs/endpoints.md).",
    )
    .addHelpText("after", '\nExample:\n  $ tiebreak endpoint list "Spring release"');
  declareAdd(endpoint);
  endpoint
    .command("list")
    .summary("a campaign's endpoints")
    .description("Lists a campaign's endpoints. Of a key only the last four characters are shown.")
    .argument("<campaign>", "id or name")
    .option("--json", "print JSON")
    .addHelpText("after", '\nExample:\n  $ tiebreak endpoint list "Spring release" --json')
    .action(async (idOrName: string, options: { json?: boolean }) => {
      const { list } = await import("../actions/endpoint");
      await list(idOrName, options);
    });
  endpoint
    .command("check")
    .summary("say what an endpoint can do")
    .description("Sends an endpoint a tiny request of each kind and says what works.")
    .argument("<campaign>", "id or name")
    .argument("<endpoint>", "id or name")
    .option("--json", "print JSON")
    .addHelpText("after", '\nExample:\n  $ tiebreak endpoint check "Spring release" atlas-2')
    .action(async (idOrName: string, which: string, options: { json?: boolean }) => {
      const { check } = await import("../actions/endpoint");
      await check(idOrName, which, options);
    });
  endpoint
    .command("remove")
    .summary("take an endpoint away")
    .description("Takes an endpoint away and forgets its key. What was fetched from it stays.")
    .argument("<campaign>", "id or name")
    .argument("<endpoint>", "id or name")
    .addHelpText("after", '\nExample:\n  $ tiebreak endpoint remove "Spring release" atlas-2')
    .action(async (idOrName: string, which: string) => {
      const { remove } = await import("../actions/endpoint");
      await remove(idOrName, which);
    });
}

function declareAdd(endpoint: Command): void {
  endpoint
    .command("add")
    .summary("let a campaign ask a server")
    .description(
      "Adds an endpoint. Its key comes from an environment variable or from standard input, never from the command line, where others on the machine could read it.",
    )
    .argument("<campaign>", "id or name")
    .requiredOption("--name <name>", "what it is called; best the model that it serves")
    .requiredOption("--url <url>", "its address, up to and with /v1", webAddress)
    .requiredOption("--model <model>", "what the server calls the model")
    .option("--key-env <variable>", "environment variable that holds the key")
    .option("--key-stdin", "read the key from standard input")
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      '\nExample:\n  $ tiebreak endpoint add "Spring release" --name atlas-2 --url http://127.0.0.1:8000/v1 --model org/atlas-2\n  $ tiebreak endpoint add "Spring release" --name embed --url https://api.example.org/v1 --model embed-3 --key-env API_KEY',
    )
    .action(async (idOrName: string, options: AddEndpointOptions) => {
      const { add } = await import("../actions/endpoint");
      await add(idOrName, options);
    });
}
