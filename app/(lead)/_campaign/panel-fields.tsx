import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import type { CampaignSettings } from "@/server/campaign/schemas";
import { NumberField } from "./number-field";
import type { SettingsFieldsProps } from "./settings-draft";

type Panel = NonNullable<CampaignSettings["panel"]>;

const usual: Panel = {
  personParameter: "PROLIFIC_PID",
  otherParameters: ["STUDY_ID", "SESSION_ID"],
  judgmentsPerPerson: 30,
  completionCode: "",
  redirectUrl: null,
  failureCode: null,
};

/** The panel that sends people by an open link, and how they go back to it. */
export function PanelFields({ settings, onChange, problems }: SettingsFieldsProps) {
  const { panel } = settings;
  const change = (part: Partial<Panel>) => onChange({ panel: { ...(panel ?? usual), ...part } });
  const text = (name: "personParameter" | "completionCode", label: string, hint: string) => (
    <Field label={label} hint={hint} error={problems[`panel.${name}`]}>
      {(control) => (
        <Input
          {...control}
          maxLength={100}
          value={panel?.[name] ?? ""}
          onChange={({ target }) => change({ [name]: target.value })}
        />
      )}
    </Field>
  );
  const maybe = (name: "redirectUrl" | "failureCode", label: string, hint: string) => (
    <Field label={label} optional hint={hint} error={problems[`panel.${name}`]}>
      {(control) => (
        <Input
          {...control}
          maxLength={1_000}
          value={panel?.[name] ?? ""}
          onChange={({ target }) => change({ [name]: target.value === "" ? null : target.value })}
        />
      )}
    </Field>
  );
  return (
    <div className="space-y-4">
      <Checkbox
        label="A panel sends annotators"
        hint="Such as Prolific: by an open link with parameters, and back with a completion code."
        checked={panel !== null}
        onChange={({ target }) => onChange({ panel: target.checked ? usual : null })}
      />
      {panel && (
        <>
          <NumberField
            label="Judgments per person"
            hint="After so many the person is done and sees the completion code."
            value={panel.judgmentsPerPerson}
            min={1}
            step={1}
            error={problems["panel.judgmentsPerPerson"]}
            onChange={(judgmentsPerPerson) => judgmentsPerPerson && change({ judgmentsPerPerson })}
          />
          {text("personParameter", "Parameter that names the person", "As the panel calls it in its links.")}
          <Field
            label="Other parameters to keep"
            optional
            hint="Between commas."
            error={problems["panel.otherParameters"]}
          >
            {(control) => (
              <Input
                {...control}
                defaultValue={panel.otherParameters.join(", ")}
                onChange={({ target }) =>
                  change({ otherParameters: target.value.split(/[\s,]+/).filter((name) => name !== "") })
                }
              />
            )}
          </Field>
          {text(
            "completionCode",
            "Completion code",
            "Shown when someone has judged all that they were asked for.",
          )}
          {maybe(
            "redirectUrl",
            "Address back to the panel",
            "{code} stands for the completion code, {PROLIFIC_PID} and the like for what the link carried.",
          )}
          {maybe(
            "failureCode",
            "Code for who was stopped",
            "For people whom the gold rule stopped; empty: none is shown.",
          )}
        </>
      )}
    </div>
  );
}
