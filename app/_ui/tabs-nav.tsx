"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

/** Links to the sibling pages of one thing; the current one is the page's own address, or the nearest above it. */
export function TabsNav({ label, tabs }: { label: string; tabs: { href: string; title: string }[] }) {
  const pathname = usePathname();
  const current = tabs
    .map(({ href }) => href)
    .filter((href) => pathname === href || pathname.startsWith(`${href}/`))
    .reduce((longest, href) => (href.length > longest.length ? href : longest), "");
  return (
    <nav aria-label={label} className="mb-5 overflow-x-auto border-b border-line">
      <ul className="flex gap-1 text-sm">
        {tabs.map(({ href, title }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={current === href ? "page" : undefined}
              className="block border-b-2 focus-visible:-outline-offset-2 border-transparent px-2.5 py-2 whitespace-nowrap text-muted hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
            >
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
