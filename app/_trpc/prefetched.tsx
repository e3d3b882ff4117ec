import "server-only";
import { dehydrate, HydrationBoundary, type QueryClient } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { cache, type ReactNode } from "react";
import { appRouter } from "@/server/router";
import { createQueryClient } from "./query-client";
import { ask, getContext } from "./server";

/** One per request: what is asked twice while a page is made is answered once. */
const getQueryClient = cache(createQueryClient);

const options = createTRPCOptionsProxy({ ctx: getContext, router: appRouter, queryClient: getQueryClient });

type Question<T> = (trpc: typeof options, queryClient: QueryClient) => T;

interface Props {
  /** What the page below reads with `useSuspenseQuery`. */
  queries: Question<Promise<unknown>[]>;
  children: ReactNode;
}

/**
 * Hands the page's client components the answers they begin with. Refusals are treated as by `ask`.
 * @example <Prefetched queries={(trpc, client) => [client.fetchQuery(trpc.campaign.list.queryOptions())]}>…</Prefetched>
 */
export async function Prefetched({ queries, children }: Props) {
  await askAhead((trpc, client) => Promise.all(queries(trpc, client)));
  return <HydrationBoundary state={dehydrate(getQueryClient())}>{children}</HydrationBoundary>;
}

/** Asks, for a page's title say, what `Prefetched` then need not ask again. */
export async function askAhead<T>(question: Question<Promise<T>>): Promise<T> {
  return ask(() => question(options, getQueryClient()));
}
