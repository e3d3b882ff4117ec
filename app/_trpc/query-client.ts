import { QueryClient } from "@tanstack/react-query";
import { isTransient } from "./trpc-error";

/**
 * The cache of what the server said. `networkMode` is "always" because a browser without internet calls itself
 * offline even when the server is on the same machine or in the same room.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: "always",
        staleTime: 5_000,
        retry: (failures, error) => failures < 3 && isTransient(error),
      },
      mutations: { networkMode: "always" },
    },
  });
}
