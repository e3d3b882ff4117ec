import type { BetterAuthOptions } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import type { Connection, Database } from "@/db/client";

type Adapter = ReturnType<ReturnType<typeof drizzleAdapter>>;

/**
 * The authentication library's adapter on our database: reads go to the reading connection, every write through
 * `transaction`, since nothing else may write.
 */
export function authAdapter(database: Database) {
  return (options: BetterAuthOptions): Adapter => {
    const on = ({ orm, dialect, tables }: Connection): Adapter => {
      const { user, session, account, verification } = tables;
      return drizzleAdapter(orm as never, {
        provider: dialect === "sqlite" ? "sqlite" : "pg",
        schema: { user, session, account, verification },
        transaction: false,
      })(options);
    };
    const writing =
      (
        method: "create" | "update" | "updateMany" | "delete" | "deleteMany" | "consumeOne" | "incrementOne",
      ) =>
      (input: never) =>
        database.transaction(
          (tx) => (on(tx)[method] as unknown as (input: never) => Promise<never>)(input),
          "normal",
        );
    const adapter = { ...on(database) };
    for (const method of [
      "create",
      "update",
      "updateMany",
      "delete",
      "deleteMany",
      "consumeOne",
      "incrementOne",
    ] as const) {
      adapter[method] = writing(method) as never;
    }
    adapter.transaction = (work) => work(adapter);
    return adapter;
  };
}
