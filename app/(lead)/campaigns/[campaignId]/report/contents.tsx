import type { ReportContent } from "@/server/report/schemas";
import { contentsOf } from "./contents-of";

/** Links to the parts of a report, which is long. */
export function Contents({ report }: { report: ReportContent }) {
  return (
    <nav aria-label="In this report">
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {contentsOf(report).map(({ id, title }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="inline-block py-1 text-accent underline underline-offset-2 hover:text-accent-strong"
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
