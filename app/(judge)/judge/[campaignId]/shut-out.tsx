import type { ShutOutCode } from "./use-desk";

const words = {
  not_signed_in: {
    title: "You are signed out",
    help: "Open your personal link again to go on. Everything saved is kept; a decision that was under way is kept on this device and sent when you are back.",
  },
  not_allowed: {
    title: "You cannot go on here",
    help: "You are no longer part of this campaign. What you judged is kept; ask the person who invited you.",
  },
} satisfies Record<ShutOutCode, { title: string; help: string }>;

/** What someone sees who was signed out or removed. */
export function ShutOut({ code }: { code: ShutOutCode }) {
  return (
    <div className="m-auto max-w-md py-10 text-center" role="alert">
      <h2 className="text-xl">{words[code].title}</h2>
      <p className="mt-2 text-muted">{words[code].help}</p>
    </div>
  );
}
