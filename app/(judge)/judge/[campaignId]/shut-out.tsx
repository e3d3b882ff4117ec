/** Signed out, or no longer part of the campaign. */
export function ShutOut({ message }: { message: string | undefined }) {
  return (
    <div className="m-auto max-w-md py-10 text-center" role="alert">
      <h2 className="text-xl">You cannot go on here</h2>
      <p className="mt-2">{message}</p>
      <p className="mt-2 text-muted">
        Open your personal link again, or ask the person who invited you. Everything that was saved is kept.
      </p>
    </div>
  );
}
