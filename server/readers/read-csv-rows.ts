import { type CsvError, type Info, parse } from "csv-parse";
import { checkCsvHeader } from "./check-csv-header";
import { countLines } from "./count-lines";
import { type CsvCells, csvCells } from "./csv-cells";
import { inMebibytes } from "./in-mebibytes";
import { watchInvalidBytes } from "./invalid-byte-watch";
import { peekSource } from "./peek-source";
import type { RawRow, RowProblem } from "./rows";

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);
const pieceBytes = 1 << 18;
const batchRows = 500;

/**
 * Rows of a CSV source with a header line (RFC 4180: double quotes, doubled inside; `,`, `;` or tab between cells), in
 * batches. JSON columns are parsed, empty cells of optional columns left out. A fault of quoting ends the file: after
 * it, nobody can say where a row begins.
 *
 * @param checkHeader accepts the header of what is read; of completions or pairs unless told otherwise.
 */
export async function* readCsvRows(
  source: AsyncIterable<Uint8Array>,
  lineLimit: number,
  checkHeader = checkCsvHeader,
): AsyncGenerator<(RawRow | RowProblem)[]> {
  const peeked = await peekSource(source);
  const collector = collectRecords(delimiterOf(peeked.head), lineLimit, checkHeader);
  let isStart = true;
  for await (const chunk of peeked.source) {
    let start = isStart && byteOrderMark.equals(chunk.subarray(0, 3)) ? 3 : 0;
    isStart = false;
    for (; start < chunk.length; start += pieceBytes) {
      await collector.write(chunk.subarray(start, start + pieceBytes));
      if (collector.hasFailed() || collector.rows.length >= batchRows) yield collector.rows.splice(0);
      if (collector.hasFailed()) return;
    }
  }
  await collector.end();
  if (collector.rows.length > 0) yield collector.rows;
}

interface Collector {
  rows: (RawRow | RowProblem)[];
  write(chunk: Uint8Array): Promise<void>;
  end(): Promise<void>;
  hasFailed(): boolean;
}

/** Feeds the parser and gathers what comes of its records. */
function collectRecords(delimiter: string, lineLimit: number, checkHeader: typeof checkCsvHeader): Collector {
  const judge = judgeRecords(checkHeader);
  const parser = parse({
    delimiter,
    record_delimiter: ["\r\n", "\n"],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: lineLimit,
    on_record: (record: string[], info) => {
      judge.take(record, info);
      return null;
    },
  });
  const fail = (error: Error): void => judge.fail(error, parser.info, lineLimit);
  parser.on("error", fail);
  parser.resume();
  return {
    rows: judge.rows,
    hasFailed: () => judge.hasFailed(),
    write(chunk) {
      judge.see(chunk);
      return new Promise((resolve) => {
        parser.write(chunk, (error) => {
          if (error) fail(error);
          resolve();
        });
      });
    },
    end() {
      judge.seeEnd();
      return new Promise((resolve) => {
        parser.once("close", resolve);
        parser.end();
      });
    },
  };
}

interface RecordJudge {
  rows: (RawRow | RowProblem)[];
  see(chunk: Uint8Array): void;
  seeEnd(): void;
  take(record: string[], info: Info): void;
  fail(error: Error, info: Info, lineLimit: number): void;
  hasFailed(): boolean;
}

/** Turns records into rows, with what the parser cannot tell: on which line each begins, and bytes that were not UTF-8. */
function judgeRecords(checkHeader: typeof checkCsvHeader): RecordJudge {
  const rows: (RawRow | RowProblem)[] = [];
  const invalidBytes = watchInvalidBytes();
  const lines = countLines();
  let cells: CsvCells | undefined;
  let emptyLines = 0;
  let failed = false;
  const nextLine = (info: Info): number => {
    const line = lines.line() + info.empty_lines - emptyLines;
    emptyLines = info.empty_lines;
    return line;
  };
  const stop = (problem: RowProblem): void => {
    if (!failed) rows.push({ ...problem, wholeFile: true });
    failed = true;
  };
  return {
    rows,
    hasFailed: () => failed,
    see(chunk) {
      invalidBytes.see(chunk);
      lines.see(chunk);
    },
    seeEnd: () => invalidBytes.finish(),
    take(record, info) {
      if (failed) return;
      const line = nextLine(info);
      const invalid = invalidBytes.takeBefore(info.bytes);
      lines.advanceTo(info.bytes);
      if (invalid !== -1) {
        const problem = { line, reason: "is not valid UTF-8; save the file as UTF-8" };
        if (cells === undefined) stop(problem);
        else rows.push(problem);
      } else if (cells === undefined) {
        const header = checkHeader(record, line);
        if ("reason" in header) stop(header);
        else cells = csvCells(header.columns);
      } else rows.push(cells(record, line));
    },
    fail(error, info, lineLimit) {
      const line = nextLine(info);
      stop({ line, reason: faultReason((error as CsvError).code, line, lineLimit) ?? error.message });
    },
  };
}

function faultReason(code: string, line: number, lineLimit: number): string | undefined {
  const readNoFurther = "rows after it cannot be told apart";
  switch (code) {
    case "CSV_MAX_RECORD_SIZE":
      return `the row that starts on line ${line} is longer than ${inMebibytes(lineLimit)}; is a quote not closed? ${readNoFurther}`;
    case "CSV_QUOTE_NOT_CLOSED":
      return `the file ends inside the quotes of the row that starts on line ${line}; is it cut off, or a quote not closed?`;
    case "INVALID_OPENING_QUOTE":
      return `a quote stands inside a cell that does not begin with one: put the cell in quotes and double the quote; ${readNoFurther}`;
    case "CSV_INVALID_CLOSING_QUOTE":
      return `text follows the closing quote of a cell: double the quotes inside a cell; ${readNoFurther}`;
    default:
      return undefined;
  }
}

/** The separator that the header line uses most, of comma, semicolon and tab. */
function delimiterOf(head: Buffer): string {
  const header = head.toString("utf8", 0, 1 << 14).split("\n", 1)[0] ?? "";
  const unquoted = header.replaceAll(/"[^"]*"/g, "");
  const counts = [",", ";", "\t"].map((separator) => ({
    separator,
    count: unquoted.split(separator).length,
  }));
  return counts.reduce((most, next) => (next.count > most.count ? next : most)).separator;
}
