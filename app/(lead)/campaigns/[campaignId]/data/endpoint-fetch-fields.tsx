import { Checkbox } from "@/app/_ui/checkbox";
import { Disclosure } from "@/app/_ui/disclosure";
import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import { ChoiceField } from "@/app/(lead)/_campaign/choice-field";
import { NumberField } from "@/app/(lead)/_campaign/number-field";
import type { CampaignView } from "@/server/campaign/campaign-view";
import { defaultTemplate, type EndpointView, type FetchSettingsInput } from "@/server/endpoint/schemas";
import { EndpointTemplateField } from "./endpoint-template-field";

interface Props {
  settings: FetchSettingsInput;
  onChange: (settings: FetchSettingsInput) => void;
  models: readonly string[];
  endpoints: readonly EndpointView[];
}

/** The obvious choice: every model through the endpoint of its name. */
export function newFetchSettings(
  { models }: CampaignView,
  endpoints: readonly EndpointView[],
): FetchSettingsInput {
  const scorers = models.flatMap(({ name: model }) => {
    const own = endpoints.find(({ name, servedModel }) => name === model || servedModel === model);
    return own ? [{ model, endpointId: own.id }] : [];
  });
  return {
    kind: "logprobs",
    scorers,
    endpointId: endpoints[0]?.id,
    template: defaultTemplate,
    topK: 5,
    samples: "first",
    concurrency: 4,
    timeoutSeconds: 60,
    attempts: 5,
  };
}

export function EndpointFetchFields({ settings, onChange, models, endpoints }: Props) {
  const { kind } = settings;
  const set = (changed: Partial<FetchSettingsInput>) => onChange({ ...settings, ...changed });
  return (
    <>
      <ChoiceField
        legend="What to fetch"
        value={kind}
        onChange={(chosen) => set({ kind: chosen })}
        choices={[
          {
            value: "logprobs",
            label: "Token log-probabilities",
            hint: "Every chosen model scores the completions of every chosen model, as cross-scored metrics need it.",
          },
          { value: "embeddings", label: "Embeddings", hint: "One vector per completion that has none." },
        ]}
      />
      {kind === "logprobs" ? (
        <>
          <Scorers settings={settings} onChange={onChange} models={models} endpoints={endpoints} />
          <EndpointTemplateField settings={settings} onChange={onChange} />
        </>
      ) : (
        <Field label="Endpoint" hint="Embeddings of one campaign come from one model.">
          {(control) => (
            <Select
              {...control}
              value={settings.endpointId}
              onChange={({ target }) => set({ endpointId: target.value })}
            >
              <Options endpoints={endpoints} />
            </Select>
          )}
        </Field>
      )}
      <Checkbox
        label="All samples"
        hint="Else the completions that are compared: the first sample of each model and prompt."
        checked={settings.samples === "all"}
        onChange={({ target }) => set({ samples: target.checked ? "all" : "first" })}
      />
      <MoreFields settings={settings} set={set} />
    </>
  );
}

function Scorers({ settings, onChange, models, endpoints }: Props) {
  const scorers = settings.scorers ?? [];
  const choose = (model: string, endpointId: string) => {
    const others = scorers.filter((scorer) => scorer.model !== model);
    onChange({ ...settings, scorers: endpointId === "" ? others : [...others, { model, endpointId }] });
  };
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">Models that score, and through what</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        {models.map((model) => (
          <Field key={model} label={<span className="font-normal wrap-anywhere">{model}</span>}>
            {(control) => (
              <Select
                {...control}
                value={scorers.find((scorer) => scorer.model === model)?.endpointId ?? ""}
                onChange={({ target }) => choose(model, target.value)}
              >
                <option value="">Leave out</option>
                <Options endpoints={endpoints} />
              </Select>
            )}
          </Field>
        ))}
      </div>
    </fieldset>
  );
}

function Options({ endpoints }: { endpoints: readonly EndpointView[] }) {
  return endpoints.map(({ id, name, servedModel }) => (
    <option key={id} value={id}>
      {name === servedModel ? name : `${name} (${servedModel})`}
    </option>
  ));
}

function MoreFields({
  settings,
  set,
}: {
  settings: FetchSettingsInput;
  set: (changed: Partial<FetchSettingsInput>) => void;
}) {
  return (
    <Disclosure summary="How gently, and at what price">
      <div className="grid gap-4 sm:grid-cols-2">
        {settings.kind === "logprobs" && (
          <NumberField
            label="Most probable tokens"
            hint="Kept at each position, for top-k metrics. OpenAI allows 5, vLLM 20; 0 keeps none."
            value={settings.topK ?? null}
            min={0}
            max={20}
            onChange={(topK) => set({ topK: topK ?? undefined })}
          />
        )}
        <NumberField
          label="Requests at a time"
          hint="1 to 32."
          value={settings.concurrency ?? null}
          min={1}
          max={32}
          onChange={(concurrency) => set({ concurrency: concurrency ?? undefined })}
        />
        <NumberField
          label="Seconds to wait for an answer"
          hint="Then it is asked again."
          value={settings.timeoutSeconds ?? null}
          min={1}
          max={600}
          onChange={(timeoutSeconds) => set({ timeoutSeconds: timeoutSeconds ?? undefined })}
        />
        <NumberField
          label="Attempts"
          hint="After so many a completion is named as failed."
          value={settings.attempts ?? null}
          min={1}
          max={10}
          onChange={(attempts) => set({ attempts: attempts ?? undefined })}
        />
        <NumberField
          label="Price per million tokens"
          hint="For the preview alone."
          optional
          step={0.01}
          value={settings.pricePerMillion ?? null}
          min={0}
          onChange={(price) => set({ pricePerMillion: price ?? undefined })}
        />
      </div>
    </Disclosure>
  );
}
