import { existsSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { minute, second } from "../../clock";
import { closeDatabase } from "../../database";
import { prepareServing, projectRoot, readEnv } from "../../env";
import { compressedParts } from "../../http/compressed-parts";
import { ensureLead } from "../../session/ensure-lead";
import type { ServeOptions } from "../commands/serve";
import { CommandError } from "../failures";
import { freshLinks } from "../fresh-links";
import { withContext } from "../with-context";

/** Serves the app until SIGINT or SIGTERM. */
export async function serve({ port, host, publicUrl }: ServeOptions): Promise<void> {
  prepareServing({ publicUrl });
  const root = projectRoot();
  if (!existsSync(join(root, ".next", "BUILD_ID"))) {
    throw new CommandError("The pages are not built. Run: npm run build (npm start does it by itself).");
  }
  let isReady: (answer: RequestListener) => void;
  const ready = new Promise<RequestListener>((resolve) => {
    isReady = resolve;
  });
  // The port is taken first, which is where starting fails most; who comes too early waits.
  const server = createServer((request, response) => {
    void ready.then((answer) => answer(request, response));
  });
  // An upload of gigabytes takes its time; headers do not.
  server.requestTimeout = 60 * minute;
  // A database that cannot be opened is said before anything listens.
  await withContext(ensureLead);
  const address = await listen(server, { port, host });
  const stop = stopping(server);
  const next = await prepareNext({ root, host, port: address.port }).catch((error: unknown) => {
    server.close();
    throw error;
  });
  isReady!(next.answer);
  const origin = readEnv().TIEBREAK_URL?.replace(/\/+$/, "") ?? originOf(host, address.port);
  process.stdout.write(await welcome(origin, originOf(host, address.port)));
  await stop;
  await next.close();
  await closeDatabase();
  // Jobs in the middle go on at the next start; nothing else keeps anything that is not in the database.
  process.exit(0);
}

function listen(server: Server, { port, host }: { port: number; host: string }): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(explain(error, port, host)));
    server.listen(port, host, () => resolve(server.address() as AddressInfo));
  });
}

function explain(error: NodeJS.ErrnoException, port: number, host: string): Error {
  if (error.code === "EADDRINUSE") {
    return new CommandError(
      `Port ${port} is taken. Stop what uses it, or choose another: --port ${port + 1}.`,
    );
  }
  if (error.code === "EACCES") {
    return new CommandError(`Port ${port} needs special rights here. Choose one above 1023: --port 3000.`);
  }
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND") {
    return new CommandError(
      `This machine has no address ${host}. Use 127.0.0.1, or 0.0.0.0 for all of them.`,
    );
  }
  return error;
}

async function prepareNext({ root, host, port }: { root: string; host: string; port: number }) {
  const { default: createApp } = await import("next");
  const app = createApp({ dev: false, dir: root, hostname: host, port });
  await app.prepare();
  const answerRest = app.getRequestHandler() as RequestListener;
  const answerPart = compressedParts(join(root, ".next"));
  const answer: RequestListener = (request, response) => {
    if (!answerPart(request, response)) answerRest(request, response);
  };
  return { answer, close: () => app.close() };
}

/** Resolves when someone asked the server to stop and what was under way has been answered. */
function stopping(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      // A second signal ends it at once.
      process.once("SIGINT", () => process.exit(130));
      server.close(() => resolve());
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 3 * second).unref();
    };
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
  });
}

function originOf(host: string, port: number): string {
  const isEverywhere = host === "0.0.0.0" || host === "::";
  const name = isEverywhere ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/** The address and the links to open, as a short block. */
async function welcome(origin: string, local: string): Promise<string> {
  const links = await withContext((context) => freshLinks(context, origin));
  const width = Math.max(...links.map(({ title }) => title.length));
  const heading =
    origin === local ? `Tiebreak is at ${origin}` : `Tiebreak is at ${origin}, listening on ${local}`;
  const lines = links.map(({ title, link }) => `  ${title.padEnd(width)}  ${link}`);
  const invite =
    links.length > 1
      ? ""
      : "\nInvite annotators on a campaign's people page, or: npx tiebreak invite CAMPAIGN --name NAME";
  return `\n${heading}\n\n${lines.join("\n")}\n${invite}\nWhoever opens a link is signed in by it; it works for 30 days. Ctrl-C stops the server.\n`;
}
