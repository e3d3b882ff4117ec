import type { ReactNode } from "react";

const tones = {
  info: { box: "border-line bg-sunken", title: "text-ink" },
  ok: { box: "border-ok bg-ok-soft", title: "text-ok" },
  warn: { box: "border-warn bg-warn-soft", title: "text-warn" },
  error: { box: "border-danger bg-danger-soft", title: "text-danger" },
};

interface Props {
  tone?: keyof typeof tones;
  title?: string;
  children?: ReactNode;
  action?: ReactNode;
  /** Say it as soon as it appears: errors do so at once, the others when the reader pauses. */
  announce?: boolean;
}

/** A message in the page: what happened and what to do. */
export function Notice({ tone = "info", title, children, action, announce = tone === "error" }: Props) {
  const look = tones[tone];
  const role = announce ? (tone === "error" ? "alert" : "status") : undefined;
  return (
    <div
      role={role}
      className={`flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border px-3.5 py-2.5 text-sm ${look.box}`}
    >
      <div className="min-w-0 flex-1 basis-60">
        {title && <p className={`font-semibold ${look.title}`}>{title}</p>}
        {children && <div className="text-ink wrap-anywhere">{children}</div>}
      </div>
      {action}
    </div>
  );
}
