import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Textarea } from "@/app/_ui/textarea";
import type { CampaignSettings } from "@/server/campaign/schemas";
import type { SettingsFieldsProps } from "./settings-draft";

type Form = NonNullable<CampaignSettings["background"]>;
type Question = Form["questions"][number];

const empty: Form = { languages: false, questions: [] };
const most = 20;

/** What annotators are asked before their first comparison. It may change at any time: who has answered is not asked again. */
export function BackgroundFields({ settings, onChange, problems }: SettingsFieldsProps) {
  const form = settings.background ?? empty;
  const change = (part: Partial<Form>) => {
    const changed = { ...form, ...part };
    onChange({ background: changed.languages || changed.questions.length > 0 ? changed : null });
  };
  const edit = (place: number, part: Partial<Question>) =>
    change({ questions: form.questions.map((one, i) => (i === place ? { ...one, ...part } : one)) });
  return (
    <fieldset className="space-y-3">
      <legend className="text-sm font-medium">Before the first comparison</legend>
      <Checkbox
        label="Ask which languages people read"
        hint="With routing by language they are given those."
        checked={form.languages}
        onChange={({ target }) => change({ languages: target.checked })}
      />
      {form.questions.map((question, place) => (
        <div key={question.id} className="space-y-2 border-t border-line pt-3">
          <Field label="Question" error={problems[`background.questions.${place}.label`]}>
            {(control) => (
              <Input
                {...control}
                dir="auto"
                maxLength={200}
                value={question.label}
                onChange={({ target }) => edit(place, { label: target.value })}
              />
            )}
          </Field>
          <Field
            label="Answers to choose from"
            optional
            error={problems[`background.questions.${place}.choices`]}
            hint="One a line; none: answered in words."
          >
            {(control) => (
              <Textarea
                {...control}
                rows={3}
                dir="auto"
                defaultValue={question.choices?.join("\n") ?? ""}
                onChange={({ target }) => edit(place, { choices: choicesOf(target.value) })}
              />
            )}
          </Field>
          <div className="flex items-center justify-between gap-3">
            <Checkbox
              label="Required"
              checked={question.required}
              onChange={({ target }) => edit(place, { required: target.checked })}
            />
            <Button
              size="small"
              onClick={() => change({ questions: form.questions.filter((_, i) => i !== place) })}
            >
              Remove the question
            </Button>
          </div>
        </div>
      ))}
      {problems.background && <p className="text-sm font-medium text-danger">{problems.background}</p>}
      {form.questions.length < most && (
        <Button
          onClick={() =>
            change({
              questions: [...form.questions, { id: freeId(form), label: "", choices: null, required: false }],
            })
          }
        >
          Add a question
        </Button>
      )}
    </fieldset>
  );
}

function choicesOf(text: string): string[] | null {
  const lines = text.split("\n").map((line) => line.trim());
  const choices = [...new Set(lines.filter((line) => line !== ""))];
  return choices.length > 0 ? choices : null;
}

/** Labels may change while they are written; answers are kept by the id. */
function freeId({ questions }: Form): string {
  const taken = new Set(questions.map(({ id }) => id));
  return Array.from({ length: most }, (_, i) => `question-${i + 1}`).find((id) => !taken.has(id)) as string;
}
