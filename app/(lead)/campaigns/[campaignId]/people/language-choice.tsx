import { Checkbox } from "@/app/_ui/checkbox";
import { languageName } from "@/app/_ui/language-name";

interface Props {
  offered: string[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
}

/** The languages that a person will judge; none chosen leaves it to them. */
export function LanguageChoice({ offered, chosen, onChange }: Props) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">
        Languages <span className="font-normal text-muted">(optional)</span>
      </legend>
      <div className="grid gap-1.5 sm:grid-cols-2">
        {offered.map((language) => (
          <Checkbox
            key={language}
            label={languageName(language)}
            checked={chosen.includes(language)}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, language] : chosen.filter((other) => other !== language))
            }
          />
        ))}
      </div>
      <p className="mt-1 text-sm text-muted">With none chosen they say themselves which they read well.</p>
    </fieldset>
  );
}
