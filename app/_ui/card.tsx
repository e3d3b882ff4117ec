import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "./class-names";

/** A bordered surface. */
export function Card({ className, ...rest }: ComponentProps<"div">) {
  return <div className={classNames("rounded-lg border border-line bg-surface p-4", className)} {...rest} />;
}

interface SectionProps {
  /** Where a link on the page or from elsewhere leads to it. */
  id?: string;
  title: string;
  /** One or two sentences under the title. */
  description?: ReactNode;
  /** Buttons or badges at the end of the title's line. */
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
}

/** A titled part of a page, named for assistive technology by its heading. */
export function Section({ id, title, description, actions, children, className }: SectionProps) {
  const headingId = useId();
  return (
    <section
      id={id}
      aria-labelledby={headingId}
      className={classNames("scroll-mt-4 rounded-lg border border-line bg-surface", className)}
    >
      <header className="px-4 pt-3.5">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h2 id={headingId} className="min-w-0 flex-1 basis-40 text-base">
            {title}
          </h2>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </div>
        {description && <p className="mt-0.5 max-w-prose text-sm text-pretty text-muted">{description}</p>}
      </header>
      <div className="px-4 pt-3 pb-4">{children}</div>
    </section>
  );
}
