import type { Durability, Transaction } from "./client";

interface Entry {
  work: (tx: Transaction) => Promise<unknown>;
  durability: Durability;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

/** The raw statements that the queue brackets work with, on one writing connection. */
export interface Writer {
  tx: Transaction;
  exec: (sql: string) => void;
  isBusy: (error: unknown) => boolean;
}

const maxBatch = 64;
const busyRetryMs = 5;
const busyLimitMs = 15_000;

/**
 * One line for all writes of a process. What waits together is committed together (group commit): each piece of
 * work in a savepoint of its own, told of its success only after the COMMIT. A batch is as durable as its most
 * demanding member.
 */
export class WriteQueue {
  private readonly waiting: Entry[] = [];
  private draining = false;

  constructor(private readonly writers: Record<Durability, Writer>) {}

  run<T>(work: (tx: Transaction) => Promise<T>, durability: Durability): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ work, durability, resolve: resolve as (value: unknown) => void, reject });
      if (this.draining) return;
      this.draining = true;
      // After the current turn of the loop, so that requests read in the same turn share a commit.
      setImmediate(() => void this.drain());
    });
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.draining) await new Promise((resolve) => setImmediate(resolve));
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      await this.commitBatch(this.waiting.splice(0, maxBatch));
      // Let the answers go out and new requests come in before the next commit.
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.draining = false;
  }

  private async commitBatch(batch: Entry[]): Promise<void> {
    const writer = this.writers[batch.some((entry) => entry.durability === "full") ? "full" : "normal"];
    const settle: (() => void)[] = [];
    try {
      await begin(writer);
      for (const entry of batch) settle.push(await runInSavepoint(writer, entry));
      writer.exec("COMMIT");
    } catch (error) {
      rollback(writer);
      for (const entry of batch) entry.reject(error);
      return;
    }
    for (const tell of settle) tell();
  }
}

/** Another process may hold the write lock: wait for it without blocking the event loop. */
async function begin(writer: Writer): Promise<void> {
  const attempts = busyLimitMs / busyRetryMs;
  for (let attempt = 1; ; attempt++) {
    try {
      writer.exec("BEGIN IMMEDIATE");
      return;
    } catch (error) {
      if (!writer.isBusy(error) || attempt >= attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, busyRetryMs));
    }
  }
}

async function runInSavepoint(writer: Writer, entry: Entry): Promise<() => void> {
  writer.exec("SAVEPOINT work");
  try {
    const value = await entry.work(writer.tx);
    writer.exec("RELEASE work");
    return () => entry.resolve(value);
  } catch (error) {
    writer.exec("ROLLBACK TO work");
    writer.exec("RELEASE work");
    return () => entry.reject(error);
  }
}

function rollback(writer: Writer): void {
  try {
    writer.exec("ROLLBACK");
  } catch {
    // The failed statement had ended the transaction already.
  }
}
