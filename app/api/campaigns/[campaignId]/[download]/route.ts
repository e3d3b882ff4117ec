export { downloadHandler as GET } from "@/server/http";
