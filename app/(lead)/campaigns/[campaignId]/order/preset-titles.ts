/** What the presets are called on the page. */
export const presetTitles = {
  balanced: "Balanced",
  sharp: "Sharp",
  "minimum-variance": "Minimum variance",
  uniform: "Uniform",
} as const;

export type Preset = keyof typeof presetTitles;
