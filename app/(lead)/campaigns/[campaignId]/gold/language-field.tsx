import { Field } from "@/app/_ui/field";
import { languageName } from "@/app/_ui/language-name";
import { Select } from "@/app/_ui/select";
import type { PoolFields } from "@/server/gold/pool-fields";

interface Props {
  pool: PoolFields;
  isNeeded: boolean;
  value: string;
  onChange: (language: string) => void;
}

/** The language of a known comparison, of those that the campaign's comparisons have. */
export function LanguageField({ pool, isNeeded, value, onChange }: Props) {
  return (
    <Field
      label="Language"
      optional={!isNeeded}
      hint={
        isNeeded
          ? "Every comparison of this campaign names its language; gold that does not could be told from them."
          : "Where the campaign routes by language, only those who read it are given it."
      }
    >
      {(control) => (
        <Select
          {...control}
          className="max-w-60"
          value={value}
          onChange={({ target }) => onChange(target.value)}
        >
          <option value="">{isNeeded ? "Choose…" : "None"}</option>
          {pool.languages.map((language) => (
            <option key={language} value={language}>
              {languageName(language)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
