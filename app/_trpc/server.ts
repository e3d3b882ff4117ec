import "server-only";
import { TRPCError } from "@trpc/server";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { createContext } from "@/server/context";
import { appRouter } from "@/server/router";

/** The visitor behind this request. */
export const getContext = cache(async () => createContext({ headers: await headers() }));

const getCaller = cache(async () => appRouter.createCaller(await getContext()));

type Caller = Awaited<ReturnType<typeof getCaller>>;

/**
 * What a server component asks of the procedures, as the visitor. Someone who is not signed in is sent to the sign-in
 * page; what is missing or not theirs is a 404.
 * @example const me = await ask((api) => api.session.me())
 */
export async function ask<T>(question: (api: Caller) => Promise<T>): Promise<T> {
  try {
    return await question(await getCaller());
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    if (error.code === "UNAUTHORIZED") redirect("/sign-in");
    if (error.code === "NOT_FOUND" || error.code === "FORBIDDEN") notFound();
    throw error;
  }
}

/** The same, and null for what is not theirs, where there is more to say than that there is no such page. */
export async function askIfAllowed<T>(question: (api: Caller) => Promise<T>): Promise<T | null> {
  return ask((api) =>
    question(api).catch((error: unknown) => {
      if (error instanceof TRPCError && error.code === "FORBIDDEN") return null;
      throw error;
    }),
  );
}
