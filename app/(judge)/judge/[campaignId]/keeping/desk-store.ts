import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { type DeskRecord, emptyRecord, type Kept, type KeptAct } from "./desk-record";

/**
 * What a browser keeps of judging. Everything is under a memory, which names one person in one campaign: people who share
 * a browser never see or send what is another's.
 */
export interface DeskStore {
  /** Whether it outlives the tab. */
  readonly lasts: boolean;
  readRecord(memory: string): Promise<DeskRecord>;
  /** Changes the record as one step, whatever other tabs do. */
  changeRecord(memory: string, change: (record: DeskRecord) => DeskRecord): Promise<void>;
  listKept(memory: string): Promise<Kept[]>;
  /** Adds an act, unless another of the same task is on its way that it does not follow; the number, or undefined. */
  keep(memory: string, taskId: string, act: KeptAct): Promise<number | undefined>;
  drop(numbers: readonly number[]): Promise<void>;
}

interface Schema extends DBSchema {
  record: { key: string; value: DeskRecord };
  kept: { key: number; value: Omit<Kept, "number"> & { number?: number }; indexes: { memory: string } };
}

export const databaseName = "tiebreak-desk";

/** A database that takes longer to open is taken for refused: some browsers never answer. */
const patienceMs = 3_000;

/** The browser's own database; where it is refused, as in some private windows, what lasts as long as the tab. */
export async function openDeskStore(): Promise<DeskStore> {
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), patienceMs));
  const database = await Promise.race([openDatabase().catch(() => undefined), late]);
  return database ? storeIn(database) : storeInMemory();
}

function openDatabase() {
  return openDB<Schema>(databaseName, 1, {
    upgrade(database) {
      database.createObjectStore("record", { keyPath: "memory" });
      const kept = database.createObjectStore("kept", { keyPath: "number", autoIncrement: true });
      kept.createIndex("memory", "memory");
    },
  });
}

function storeIn(database: IDBPDatabase<Schema>): DeskStore {
  const listKept = async (memory: string) =>
    (await database.getAllFromIndex("kept", "memory", memory)).map((kept) => kept as Kept);
  return {
    lasts: true,
    readRecord: async (memory) => (await database.get("record", memory)) ?? emptyRecord(memory),
    changeRecord: async (memory, change) => {
      const { store, done } = database.transaction("record", "readwrite");
      await store.put(change((await store.get(memory)) ?? emptyRecord(memory)));
      await done;
    },
    listKept,
    keep: async (memory, taskId, act) => {
      const { store, done } = database.transaction("kept", "readwrite");
      const same = (await store.index("memory").getAll(memory)).filter((kept) => kept.taskId === taskId);
      const number = follows(act, same.at(-1)?.act) ? await store.add({ memory, taskId, act }) : undefined;
      await done;
      return number;
    },
    drop: async (numbers) => {
      const { store, done } = database.transaction("kept", "readwrite");
      await Promise.all(numbers.map((number) => store.delete(number)));
      await done;
    },
  };
}

/** One decision of a task is on its way at a time; the next one of it follows on taking it back. */
function follows(act: KeptAct, earlier: KeptAct | undefined): boolean {
  if (earlier === undefined) return true;
  return (act.kind === "undo") !== (earlier.kind === "undo");
}

/** A store that lasts as long as the page. */
export function storeInMemory(): DeskStore {
  const records = new Map<string, DeskRecord>();
  let all: Kept[] = [];
  let last = 0;
  const listKept = async (memory: string) => all.filter((kept) => kept.memory === memory);
  return {
    lasts: false,
    readRecord: async (memory) => records.get(memory) ?? emptyRecord(memory),
    changeRecord: async (memory, change) => {
      records.set(memory, change(records.get(memory) ?? emptyRecord(memory)));
    },
    listKept,
    keep: async (memory, taskId, act) => {
      const same = all.filter((kept) => kept.memory === memory && kept.taskId === taskId);
      if (!follows(act, same.at(-1)?.act)) return undefined;
      all.push({ number: ++last, memory, taskId, act });
      return last;
    },
    drop: async (numbers) => {
      all = all.filter(({ number }) => !numbers.includes(number));
    },
  };
}

/**
 * Forgets the texts of comparisons that this browser holds, but for memories that are `spared`. What is on its way to the
 * server stays until it is sent: it names tasks and decisions, and no text.
 */
export async function forgetTexts(spared: (memory: string) => boolean): Promise<void> {
  const database = await openDatabase();
  const { store, done } = database.transaction("record", "readwrite");
  for (const memory of await store.getAllKeys()) if (!spared(memory)) await store.delete(memory);
  await done;
  database.close();
}
