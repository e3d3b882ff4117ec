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
        <ScrollFrame className="overflow-x-auto">
          <div
            className="[&_svg]:h-auto [&_svg]:max-w-full [&_svg]:min-w-110"
            dangerouslySetInnerHTML={{ __html: svg }}
          />
        </ScrollFrame>
        <figcaption className="mt-2 max-w-prose text-sm text-muted">{caption}</figcaption>
      </figure>
    </Section>
  );
}
