"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, httpLink, splitLink } from "@trpc/client";
import { type ReactNode, useState } from "react";
import type { AppRouter } from "@/server/router";
import { TRPCProvider } from "./client";
import { createQueryClient } from "./query-client";

const url = "/api/trpc";

/** Everything that talks to the server lives under this. */
export function Provider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const [trpcClient] = useState(createClient);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}

/** Mutations travel alone, so that a judgment never waits for, or fails with, anything else. */
function createClient() {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === "mutation",
        true: httpLink({ url }),
        false: httpBatchLink({ url, maxURLLength: 4_000 }),
      }),
    ],
  });
}
