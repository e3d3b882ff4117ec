import { Disclosure } from "@/app/_ui/disclosure";
import { Field } from "@/app/_ui/field";
import { Textarea } from "@/app/_ui/textarea";
import { defaultTemplate, type FetchSettingsInput } from "@/server/endpoint/schemas";

interface Props {
  settings: FetchSettingsInput;
  onChange: (settings: FetchSettingsInput) => void;
}

/** What stands before a completion when it is scored: for all models, and for those that were trained on another form. */
export function EndpointTemplateField({ settings, onChange }: Props) {
  const scorers = settings.scorers ?? [];
  const setOwn = (model: string, template: string) =>
    onChange({
      ...settings,
      scorers: scorers.map((scorer) =>
        scorer.model === model ? { ...scorer, template: template === "" ? undefined : template } : scorer,
      ),
    });
  return (
    <Disclosure summary="What stands before the completion">
      <div className="space-y-4">
        <Field
          label="Template"
          hint="{system} and {prompt} are filled in. Use the chat template that the models were trained on, and end it with a line break or a special token."
        >
          {(control) => (
            <Textarea
              {...control}
              rows={5}
              className="font-mono"
              value={settings.template ?? defaultTemplate}
              onChange={({ target }) => onChange({ ...settings, template: target.value })}
            />
          )}
        </Field>
        {scorers.map(({ model, template }) => (
          <Field key={model} label={`For ${model} alone`} optional>
            {(control) => (
              <Textarea
                {...control}
                rows={2}
                className="font-mono"
                value={template ?? ""}
                onChange={({ target }) => setOwn(model, target.value)}
              />
            )}
          </Field>
        ))}
      </div>
    </Disclosure>
  );
}
