/** What an import file looks like, in a few words. */
export function Formats() {
  return (
    <>
      <p>JSON Lines or CSV, one of two shapes:</p>
      <p className="mt-1">
        completions: <code className="font-mono text-ink">prompt_id, prompt, model, completion</code>
      </p>
      <p>
        pairs:{" "}
        <code className="font-mono text-ink">
          prompt_id, prompt, model_a, model_b, completion_a, completion_b
        </code>
      </p>
      <p className="mt-1">
        Optional in both: <code className="font-mono text-ink">language, category, system, turns</code>
      </p>
    </>
  );
}
