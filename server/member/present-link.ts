import { toString as renderQr } from "qrcode";

/** A personal link as it is shown once: the address, and a QR code of it for a second device. */
export async function presentLink(origin: string, token: string): Promise<{ link: string; qrSvg: string }> {
  const link = `${origin}/l/${token}`;
  return { link, qrSvg: await renderQr(link, { type: "svg", margin: 2, errorCorrectionLevel: "M" }) };
}
