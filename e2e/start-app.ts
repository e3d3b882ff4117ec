import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const COMMAND = fileURLToPath(new URL("../dist/tiebreak.js", import.meta.url));
const START_SECONDS = 60;

export interface CommandOutcome {
  stdout: string;
  stderr: string;
  exitCode: number;
}

/** The built app on a free port of 127.0.0.1, with a database of its own in a temporary folder. */
export interface App {
  url: string;
  folder: string;
  databaseUrl: string;
  /** Runs `tiebreak …` on the same database. A failing command is a result, not an exception. */
  cli(args: readonly string[]): Promise<CommandOutcome>;
  /** What the server printed so far. */
  output(): string;
  /** Ends the server at once, as a power cut would. */
  kill(): Promise<void>;
  /** Serves the same database again, on the same port, after `kill`. */
  restart(): Promise<void>;
  /** Ends the server and removes the folder. */
  stop(): Promise<void>;
}

/** Starts the built app. `variables` are added to its environment and to that of its commands. */
export async function startApp(variables: Record<string, string> = {}): Promise<App> {
  const folder = await mkdtemp(join(tmpdir(), "tiebreak-app-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const databaseUrl = `file:${join(folder, "tiebreak.db")}`;
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: "production",
    DATABASE_URL: databaseUrl,
    ...variables,
  };
  const printed: string[] = [];
  let server: ChildProcess;

  const serve = async () => {
    const args = [COMMAND, "serve", "--host", "127.0.0.1", "--port", String(port)];
    server = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [server.stdout, server.stderr])
      stream?.on("data", (chunk) => printed.push(String(chunk)));
    await answering(`${url}/api/health`, server, printed);
  };
  const end = async (signal: NodeJS.Signals) => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill(signal);
    await ended;
  };

  await serve();
  return {
    url,
    folder,
    databaseUrl,
    cli: (args) => runCli(args, env),
    output: () => printed.join(""),
    kill: () => end("SIGKILL"),
    restart: serve,
    stop: async () => {
      await end("SIGTERM");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function runCli(args: readonly string[], env: NodeJS.ProcessEnv): Promise<CommandOutcome> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [COMMAND, ...args],
      { env, maxBuffer: 256 * 1024 * 1024 },
      (error, stdout, stderr) => {
        const exitCode = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
        resolve({ stdout, stderr, exitCode });
      },
    );
  });
}

/** Resolves when the app answers, and fails at once when it has ended instead. */
async function answering(url: string, server: ChildProcess, printed: readonly string[]): Promise<void> {
  const giveUp = performance.now() + START_SECONDS * 1000;
  while (performance.now() < giveUp) {
    if (server.exitCode !== null) break;
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await pause(100);
  }
  server.kill("SIGKILL");
  throw new Error(`The app did not answer at ${url}:\n${printed.join("")}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address === "object" ? address.port : 0));
    });
  });
}
