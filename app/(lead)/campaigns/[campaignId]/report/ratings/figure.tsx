import { ScrollFrame } from "@/app/_ui/scroll-frame";

/** A picture inside a section. It is drawn by our own server, which escapes the names in it. */
export function Figure({ svg }: { svg: string | null | undefined }) {
  if (!svg) return null;
  return (
    <ScrollFrame className="overflow-x-auto">
      <div
        className="[&_svg]:h-auto [&_svg]:max-w-full [&_svg]:min-w-110"
        dangerouslySetInnerHTML={{ __html: svg }}
      />
    </ScrollFrame>
  );
}
