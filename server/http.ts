export { downloadHandler } from "./http/download-handler";
export { healthHandler } from "./http/health-handler";
export { importHandler, importPreviewHandler } from "./http/import-handler";
export { joinHandler } from "./http/join-handler";
export { signInHandler } from "./http/sign-in-handler";
export { trpcHandler } from "./http/trpc-handler";
