import type { MetadataRoute } from "next";

/** What an annotator's device needs to know to install the desk. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: "/judge",
    name: "Tiebreak",
    short_name: "Tiebreak",
    description: "Human preference judgments for language models.",
    start_url: "/judge",
    scope: "/",
    display: "standalone",
    background_color: "#ffffff",
    theme_color: "#0b6472",
    icons: [
      { src: "/icon.svg", sizes: "any", type: "image/svg+xml" },
      { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
  };
}
