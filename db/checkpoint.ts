import Sqlite from "better-sqlite3";

/** Pages in the write-ahead log beyond which it is worth moving them into the database file (16 KB each). */
const worthMovingPages = 256;

/**
 * Opens a SQLite file for checkpoints alone, away from the threads that answer requests: moving pages from the
 * write-ahead log can stall for tens of milliseconds.
 */
export function openCheckpointer(path: string): { checkpoint: () => void; close: () => void } {
  const client = new Sqlite(path, { timeout: 1_000 });
  client.pragma("journal_mode = WAL");
  client.pragma("synchronous = NORMAL");
  let lastLog = 0;
  return {
    checkpoint() {
      const [{ log }] = client.pragma("wal_checkpoint(NOOP)") as [{ log: number }];
      if (log === lastLog || log < worthMovingPages) return;
      client.pragma("wal_checkpoint(PASSIVE)");
      lastLog = log;
    },
    close: () => client.close(),
  };
}
