import { toString as renderQr } from "qrcode";
import type { PanelSettings } from "@/db/schema/campaign";

/** A link to join by as it is shown once; a panel's with the places for its parameters, to be put into the panel's form. */
export async function presentJoinLink(
  origin: string,
  token: string,
  panel: PanelSettings | null,
): Promise<{ link: string; qrSvg: string | null }> {
  const plain = `${origin}/join/${token}`;
  if (panel === null)
    return {
      link: plain,
      qrSvg: await renderQr(plain, { type: "svg", margin: 2, errorCorrectionLevel: "M" }),
    };
  const names = [panel.personParameter, ...panel.otherParameters];
  return { link: `${plain}?${names.map((name) => `${name}={{%${name}%}}`).join("&")}`, qrSvg: null };
}
