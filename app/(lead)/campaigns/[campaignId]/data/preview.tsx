import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { countOf, formatBytes, formatCount } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import type { FilePreview } from "@/server/import/preview-file";
import { Problems } from "./problems";

interface Props {
  file: File;
  preview: FilePreview;
  onImport: (skipBad: boolean) => void;
  onCancel: () => void;
}

/** How a file would be read, before anything is imported. */
export function Preview({ file, preview, onImport, onCancel }: Props) {
  const { shape, format, columns, ignored, problems, rowsChecked, hasMore } = preview;
  const hasProblems = problems.length > 0;
  return (
    <div className="space-y-4">
      <p className="text-sm">
        <span className="font-medium wrap-anywhere">{file.name}</span>
        <span className="text-muted">
          , {formatBytes(file.size)}
          {format && `, ${format === "csv" ? "CSV" : "JSON Lines"}`}
          {shape && ` of ${shape}`}
          {rowsChecked > 0 &&
            `, ${hasMore ? `first ${formatCount(rowsChecked)}` : formatCount(rowsChecked)} rows checked`}
        </span>
      </p>
      {columns.length > 0 && <Columns columns={columns} ignored={ignored} />}
      {preview.rows.length > 0 && <FirstRows preview={preview} />}
      {hasProblems && (
        <Problems
          title={
            shape === null
              ? "This file cannot be read"
              : `${countOf(problems.length, "problem")} in the rows checked`
          }
          problems={problems}
        />
      )}
      <div className="flex flex-wrap gap-2">
        {shape !== null && (
          <Button look={hasProblems ? "secondary" : "primary"} onClick={() => onImport(false)}>
            {hasProblems ? "Check the whole file" : "Import"}
          </Button>
        )}
        {shape !== null && hasProblems && (
          <Button onClick={() => onImport(true)}>Import the good rows only</Button>
        )}
        <Button onClick={onCancel}>Choose another file</Button>
      </div>
    </div>
  );
}

function Columns({ columns, ignored }: Pick<FilePreview, "columns" | "ignored">) {
  const found = columns.filter(({ givenName }) => givenName !== null);
  const missing = columns.filter(({ givenName, required }) => givenName === null && required);
  return (
    <div className="space-y-2 text-sm">
      <div className="flex flex-wrap items-center gap-1.5">
        <span className="me-1 text-muted">Columns read</span>
        {found.map(({ name, givenName }) => (
          <Badge key={name} tone="ok">
            <span className="font-mono">{givenName === name ? name : `${givenName} → ${name}`}</span>
          </Badge>
        ))}
      </div>
      {ignored.length > 0 && (
        <div className="flex flex-wrap items-center gap-1.5">
          <span className="me-1 text-muted">Left out</span>
          {ignored.map((name) => (
            <Badge key={name}>
              <span className="font-mono">{name}</span>
            </Badge>
          ))}
        </div>
      )}
      {missing.length > 0 && (
        <Notice tone="warn">
          No column for {missing.map(({ name }) => name).join(", ")}; every row needs it.
        </Notice>
      )}
    </div>
  );
}

const shownRows = 5;
const titles: Record<string, string> = {
  line: "Line",
  promptId: "Prompt id",
  prompt: "Prompt",
  model: "Model",
  modelA: "Model a",
  modelB: "Model b",
  completion: "Completion",
  completionA: "Completion a",
  completionB: "Completion b",
  language: "Language",
  category: "Category",
};

function FirstRows({ preview }: { preview: FilePreview }) {
  const rows = preview.rows.slice(0, shownRows).map((row) => row as unknown as Record<string, unknown>);
  const keys = Object.keys(titles).filter((key) => rows.some((row) => row[key] !== undefined));
  return (
    <Table caption="The first rows as they are read" showCaption>
      <thead>
        <tr>
          {keys.map((key) => (
            <Th key={key}>{titles[key]}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={String(row.line)}>
            {keys.map((key) => (
              <Td key={key} dir="auto" className={isLong(row[key]) ? "min-w-56" : "whitespace-nowrap"}>
                <span className="line-clamp-2 wrap-anywhere">{shownCell(row[key])}</span>
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function shownCell(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function isLong(value: unknown): boolean {
  return typeof value === "string" && value.length > 30;
}
