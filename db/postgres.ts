import { join } from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { Pool, type PoolClient } from "pg";
import type { Buildable, Connection, Database, OpenOptions, Orm, Transaction } from "./client";
import { postgresKit } from "./kit";
import { withPrepared } from "./prepared";
import { createTables } from "./schema/tables";

const tables = createTables(postgresKit);

/** Opens a Postgres database through a pool of connections, migrated. */
export async function openPostgres(url: string, options: OpenOptions): Promise<Database> {
  const pool = new Pool({ connectionString: url, max: 10 });
  // An idle connection that the server drops is replaced at the next query; unheard, it would end the process.
  pool.on("error", () => {});
  const folder = join(options.migrations, "postgres");
  await migrate(drizzle(pool), { migrationsFolder: folder });
  const transactions = new WeakMap<PoolClient, Transaction>();
  const asTransaction = (client: PoolClient): Transaction => {
    let tx = transactions.get(client);
    if (!tx) {
      const lockCampaign = async (campaignId: string) => {
        await client.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [campaignId]);
      };
      tx = Object.assign(connectionOf(client), { lockCampaign });
      transactions.set(client, tx);
    }
    return tx;
  };
  return Object.assign(connectionOf(pool), {
    url,
    async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query("BEGIN");
        const value = await work(asTransaction(client));
        await client.query("COMMIT");
        return value;
      } catch (error) {
        await client.query("ROLLBACK").catch((cause: Error) => {
          broken = cause;
        });
        throw error;
      } finally {
        // One that cannot even roll back is not used again.
        client.release(broken);
      }
    },
    close: () => pool.end(),
  });
}

function connectionOf(client: Pool | PoolClient): Connection {
  return withPrepared({
    dialect: "postgres" as const,
    orm: drizzle(client) as unknown as Orm,
    tables,
    async rawRows(query) {
      const { sql, params } = query.toSQL();
      const { rows } = await client.query<unknown[]>({ text: sql, values: params, rowMode: "array" });
      return rows;
    },
    async scanRows<Row extends unknown[]>(query: Buildable, visit: (...columns: Row) => void) {
      const { sql, params } = query.toSQL();
      const { rows } = await client.query<Row>({ text: sql, values: params, rowMode: "array" });
      for (const row of rows) visit(...row);
      return rows.length;
    },
  });
}
