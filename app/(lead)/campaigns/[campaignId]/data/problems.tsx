import { Notice } from "@/app/_ui/notice";
import { countOf } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import type { Problem } from "./upload";

const shown = 100;

/** Rows that cannot be used, each with where and why. */
export function Problems({
  title,
  problems,
  total = problems.length,
}: {
  title: string;
  problems: Problem[];
  total?: number;
}) {
  return (
    <Notice tone="warn" title={title}>
      {problems.length > 0 && (
        <Table caption={title} className="mt-1.5 max-h-72 overflow-y-auto">
          <thead>
            <tr>
              <Th numeric>Line</Th>
              <Th>Field</Th>
              <Th>Reason</Th>
            </tr>
          </thead>
          <tbody>
            {problems.slice(0, shown).map((problem) => (
              <tr key={`${problem.line}/${problem.field}/${problem.reason}`}>
                <Td numeric>{problem.line}</Td>
                <Td className="font-mono">{problem.field ?? ""}</Td>
                <Td className="min-w-56">{problem.reason}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {total > shown && <p className="mt-1.5">And {countOf(total - shown, "more problem")}.</p>}
    </Notice>
  );
}
