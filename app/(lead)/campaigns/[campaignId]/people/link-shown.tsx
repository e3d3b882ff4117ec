import { CopyButton } from "@/app/_ui/copy-button";
import { Notice } from "@/app/_ui/notice";

interface Props {
  name: string;
  link: string;
  /** Null where the address is nobody's to open as it stands. */
  qrSvg: string | null;
  /** Anyone may join by it, rather than one person being signed in. */
  isForAll?: boolean;
}

/** A link, shown this one time: as an address to copy and as a code for a second device. */
export function LinkShown({ name, link, qrSvg, isForAll = false }: Props) {
  return (
    <div className="space-y-4">
      <Notice tone="warn" title="Copy this link now" announce>
        It is shown once and cannot be looked up later.{" "}
        {isForAll
          ? "Whoever opens it and begins joins the campaign."
          : `Whoever opens it is signed in as ${name}, for 30 days, on any device.`}
      </Notice>
      <div className="flex items-center gap-2">
        <output className="min-w-0 flex-1 rounded-md border border-line bg-sunken px-2.5 py-2 font-mono text-sm wrap-anywhere select-all">
          {link}
        </output>
        <CopyButton text={link} />
      </div>
      {qrSvg === null ? (
        <p className="text-sm text-muted">Put it into the panel’s form, which fills in the parameters.</p>
      ) : (
        <QrCode name={name} svg={qrSvg} />
      )}
    </div>
  );
}

function QrCode({ name, svg }: { name: string; svg: string }) {
  return (
    <figure className="text-center">
      {/* Our own server drew it from the link alone. */}
      <div
        role="img"
        aria-label={`QR code of the link of ${name}`}
        className="mx-auto size-44 overflow-hidden rounded-md border border-line"
        dangerouslySetInnerHTML={{ __html: svg }}
      />
      <figcaption className="mt-1.5 text-sm text-muted">Or point a phone's camera at this code.</figcaption>
    </figure>
  );
}
