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

const sideCodes = { a_left: 1, b_left: 2 } as const;
const firstRoom = 1024;

/** Numbers people in the order in which they are met. */
export class AnnotatorPlaces {
  private readonly places = new Map<string, number>();
  readonly annotators: JudgingAnnotator[] = [];

  placeOf(label: string, isImported: boolean): number {
    const key = `${isImported ? "imported" : "live"}/${label}`;
    let place = this.places.get(key);
    if (place === undefined) {
      place = this.annotators.push({ label, isImported }) - 1;
      this.places.set(key, place);
    }
    return place;
  }
}

/** Gathers judgments into columns, in the order in which they are added. */
export class JudgmentGatherer {
  private columns = emptyColumns(firstRoom);
  private length = 0;

  /** @param people are shared by gatherers whose columns name the same annotators. */
  constructor(private readonly people = new AnnotatorPlaces()) {}

  get annotators(): JudgingAnnotator[] {
    return this.people.annotators;
  }

  add(judgment: ReadJudgment): void {
    if (this.length === this.columns.id.length) this.columns = resized(this.columns, 2 * this.length);
    const { columns, length: row } = this;
    const outcome = (outcomeOrder as readonly string[]).indexOf(judgment.outcome);
    if (outcome === -1) throw new RangeError(`an unknown outcome: ${judgment.outcome}`);
    columns.id[row] = judgment.id;
    columns.stratum[row] = judgment.stratum;
    columns.draw[row] = judgment.draw;
    columns.outcome[row] = outcome;
    const { annotator, isImported } = judgment;
    columns.annotator[row] = annotator === null ? -1 : this.people.placeOf(annotator, isImported);
    columns.side[row] = judgment.side === null ? 0 : sideCodes[judgment.side];
    columns.durationMs[row] = judgment.durationMs ?? -1;
    columns.isImported[row] = judgment.isImported ? 1 : 0;
    columns.isWithdrawn[row] = judgment.isWithdrawn ? 1 : 0;
    this.length++;
  }

  /** What was added so far. */
  take(): JudgmentColumns {
    return resized(this.columns, this.length);
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
