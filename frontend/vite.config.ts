import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { compressedFiles } from "./compressed-files.ts";
import { strictStyles } from "./strict-styles.ts";

// Where the API listens while developing; the product itself serves dist/ from the same origin.
const api = process.env.PIVOTAL_API ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react(), tailwindcss(), strictStyles(), compressedFiles()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: {
    host: "127.0.0.1",
    proxy: {
      "/api": api,
      "/openapi": api,
      "/hub": { target: api, ws: true },
    },
  },
  // Nothing inlined: the content policy allows fonts and images from files only.
  build: { target: "es2022", manifest: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
  test: {
    environment: "jsdom",
    setupFiles: ["./src/test-setup.ts"],
    css: false,
  },
});
