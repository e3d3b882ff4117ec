import { Section } from "@/app/_ui/card";
import { ScrollFrame } from "@/app/_ui/scroll-frame";

interface Props {
  svg: string | null | undefined;
  title: string;
  caption: string;
}

/** A picture of the report. It is drawn by our own server, which escapes the names in it. */
export function Plot({ svg, title, caption }: Props) {
  if (!svg) return null;
  return (
    <Section title={title} className="min-w-0">
      <figure>
        <ScrollFrame
          role="group"
          aria-label={title}
          className="overflow-x-auto [&_svg]:h-auto [&_svg]:min-w-110 [&_svg]:max-w-full"
          dangerouslySetInnerHTML={{ __html: svg }}
        />
        <figcaption className="mt-2 max-w-prose text-sm text-muted">{caption}</figcaption>
      </figure>
    </Section>
  );
}
