import type { Connection } from "./client";

/** Gives a connection its `prepared`: statements are built at first use and kept by name. */
export function withPrepared<C extends Omit<Connection, "prepared">>(connection: C): C & Connection {
  const statements = new Map<string, unknown>();
  const complete: C & Connection = {
    ...connection,
    prepared(name, build) {
      const known = statements.get(name);
      if (known !== undefined) return known as ReturnType<ReturnType<typeof build>["prepare"]>;
      const statement = build(complete).prepare(name);
      statements.set(name, statement);
      return statement;
    },
  };
  return complete;
}
