import { type JudgingAnnotator, type JudgmentColumns, outcomeOrder } from "./report-input";

/** A judgment as it is read from the database or a file. */
export interface ReadJudgment {
  id: number;
  /** Place of its stratum and its draw, both from 0. */
  stratum: number;
  draw: number;
  outcome: string;
  annotator: string | null;
  isImported: boolean;
  side: "a_left" | "b_left" | null;
  durationMs: number | null;
  isWithdrawn: boolean;
}

/** The same with every name as the number that stands for it in the columns. */
export interface CodedJudgment {
  id: number;
  stratum: number;
  draw: number;
  outcome: number;
  annotator: number;
  side: number;
  durationMs: number;
  isImported: number;
  isWithdrawn: number;
}

const sideCodes = { a_left: 1, b_left: 2 } as const;
const firstRoom = 1024;

/** Numbers people in the order in which they are met. */
export class AnnotatorPlaces {
  private readonly places = { live: new Map<string, number>(), imported: new Map<string, number>() };
  readonly annotators: JudgingAnnotator[] = [];

  placeOf(label: string, isImported: boolean): number {
    const places = this.places[isImported ? "imported" : "live"];
    let place = places.get(label);
    if (place === undefined) {
      place = this.annotators.push({ label, isImported }) - 1;
      places.set(label, place);
    }
    return place;
  }
}

/** Gathers judgments into columns, in the order in which they are added. */
export class JudgmentGatherer {
  private columns: JudgmentColumns;
  private length = 0;

  /**
   * @param people are shared by gatherers whose columns name the same annotators.
   * @param expected how many judgments there may be: columns that grow are copied.
   */
  constructor(
    private readonly people = new AnnotatorPlaces(),
    expected = firstRoom,
  ) {
    this.columns = emptyColumns(expected);
  }

  get annotators(): JudgingAnnotator[] {
    return this.people.annotators;
  }

  add({ id, stratum, draw, isImported, isWithdrawn, ...judgment }: ReadJudgment): void {
    const outcome = (outcomeOrder as readonly string[]).indexOf(judgment.outcome);
    if (outcome === -1) throw new RangeError(`an unknown outcome: ${judgment.outcome}`);
    this.addCoded({
      id,
      stratum,
      draw,
      outcome,
      annotator: judgment.annotator === null ? -1 : this.people.placeOf(judgment.annotator, isImported),
      side: judgment.side === null ? 0 : sideCodes[judgment.side],
      durationMs: judgment.durationMs ?? -1,
      isImported: isImported ? 1 : 0,
      isWithdrawn: isWithdrawn ? 1 : 0,
    });
  }

  addCoded(judgment: CodedJudgment): void {
    if (this.length === this.columns.id.length)
      this.columns = resized(this.columns, Math.max(firstRoom, 2 * this.length));
    const { columns, length: row } = this;
    columns.id[row] = judgment.id;
    columns.stratum[row] = judgment.stratum;
    columns.draw[row] = judgment.draw;
    columns.outcome[row] = judgment.outcome;
    columns.annotator[row] = judgment.annotator;
    columns.side[row] = judgment.side;
    columns.durationMs[row] = judgment.durationMs;
    columns.isImported[row] = judgment.isImported;
    columns.isWithdrawn[row] = judgment.isWithdrawn;
    this.length++;
  }

  /** What was added so far: the first `length` rows of the columns, which go on to change. */
  soFar(): { columns: JudgmentColumns; length: number } {
    return { columns: this.columns, length: this.length };
  }

  /** What was added so far, in columns of that length. */
  take(): JudgmentColumns {
    return this.length === this.columns.id.length ? this.columns : resized(this.columns, this.length);
  }
}

function emptyColumns(length: number): JudgmentColumns {
  return {
    id: new Int32Array(length),
    stratum: new Int32Array(length),
    draw: new Int32Array(length),
    outcome: new Uint8Array(length),
    annotator: new Int32Array(length),
    side: new Uint8Array(length),
    durationMs: new Int32Array(length),
    isImported: new Uint8Array(length),
    isWithdrawn: new Uint8Array(length),
  };
}

/** Of their own buffers, cut or with room for more. */
function resized(columns: JudgmentColumns, length: number): JudgmentColumns {
  const next = emptyColumns(length);
  for (const key of Object.keys(next) as (keyof JudgmentColumns)[])
    next[key].set(columns[key].subarray(0, length));
  return next;
}
