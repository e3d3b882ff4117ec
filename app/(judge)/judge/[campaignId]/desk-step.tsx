import type { ReactNode } from "react";

/** A page of the desk that is not a comparison. */
export function DeskStep({
  header,
  title,
  children,
}: {
  header: ReactNode;
  title: string;
  children: ReactNode;
}) {
  return (
    <>
      {header}
      <main id="content" tabIndex={-1} className="mx-auto max-w-2xl px-4 py-8 sm:py-12">
        <h2 className="mb-4 text-xl">{title}</h2>
        {children}
      </main>
    </>
  );
}
