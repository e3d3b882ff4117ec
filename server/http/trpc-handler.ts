import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { createContext } from "../context";
import { appRouter } from "../router";

/** Every procedure, over HTTP. */
export function trpcHandler(request: Request): Promise<Response> {
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: () => createContext({ headers: request.headers }),
  });
}
