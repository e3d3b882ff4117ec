import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { newSettings, type SettingsFieldsProps } from "@/app/(lead)/_campaign/settings-draft";
import { orderedBy, orderWords } from "@/server/ranking/schemas";

const settingKeys = ["metric", "members", "spread", "pairChoice", "sliceMinimums"] as const;

/** What a campaign file said of the order: the form has no field for it, the Order page does. */
export function OrderFromFile({ settings, onChange, problems }: SettingsFieldsProps) {
  const usual = newSettings();
  const found = settingKeys.flatMap((key) =>
    Object.entries(problems).filter(([path]) => path === key || path.startsWith(`${key}.`)),
  );
  const words = orderWords(settings);
  if (settings.metric !== usual.metric || settings.members)
    words.unshift({ label: "Metric", value: orderedBy(settings) });
  if (words.length === 0 && found.length === 0) return null;
  const reset = () => onChange(Object.fromEntries(settingKeys.map((key) => [key, usual[key]])));
  return (
    <Notice
      tone={found.length > 0 ? "error" : "info"}
      title="The order, from the campaign file"
      action={
        <Button size="small" onClick={reset}>
          Use the defaults
        </Button>
      }
    >
      <ul>
        {words.map(({ label, value }) => (
          <li key={label}>
            {label}: {value}
          </li>
        ))}
        {found.map(([path, problem]) => (
          <li key={path} className="font-medium">
            {problem}
          </li>
        ))}
      </ul>
      <p className="text-muted">You can change it on the Order page once there is data.</p>
    </Notice>
  );
}
