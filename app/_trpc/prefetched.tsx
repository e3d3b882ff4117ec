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

type Prepare = (trpc: typeof options, queryClient: QueryClient) => Promise<unknown>[];

interface Props {
  /** What the page below reads with `useSuspenseQuery`. */
  queries: Prepare;
  children: ReactNode;
}

/**
 * Hands the page's client components the answers they begin with. Refusals are treated as by `ask`.
 * @example <Prefetched queries={(trpc, client) => [client.fetchQuery(trpc.campaign.list.queryOptions())]}>…</Prefetched>
 */
export async function Prefetched({ queries, children }: Props) {
  const queryClient = await prefetch(queries);
  return <HydrationBoundary state={dehydrate(queryClient)}>{children}</HydrationBoundary>;
}

/** Asks ahead; what is asked here, for a title say, is not asked again by `Prefetched`. */
export async function prefetch(queries: Prepare): Promise<QueryClient> {
  const queryClient = getQueryClient();
  await ask(async () => Promise.all(queries(options, queryClient)));
  return queryClient;
}
