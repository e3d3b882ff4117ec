export { importPreviewHandler as POST } from "@/server/http";
