import { useTranslations } from "use-intl/react";

/** What stands where a text has an image: nothing is loaded from elsewhere. */
export function ImageStandIn({ alt }: { alt?: string | undefined }) {
  const t = useTranslations("read");
  return <span className="text-muted">[{alt ? t("imageOf", { alt }) : t("image")}]</span>;
}
