import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** Fonts and images are compressed already. */
const texts = /\.(?:js|css|html|svg|json|webmanifest|txt)$/;
/** Below it the headers weigh more than what is saved. */
const least = 512;

/** Beside each text file of the build one in Brotli and one in gzip, at their highest levels, so that serving costs nothing; the API picks (`BuiltFiles.cs`). */
export function compressedFiles(): Plugin {
  let folder = "";
  return {
    name: "compressed-files",
    apply: "build",
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
    },
    closeBundle() {
      for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
        const path = join(folder, name);
        // A dot folder (.vite, the build's own list of its files) is never served.
        if (!texts.test(name) || name.startsWith(".") || !statSync(path).isFile()) continue;
        const whole = readFileSync(path);
        if (whole.length < least) continue;
        const brotli = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: whole.length };
        writeFileSync(`${path}.br`, brotliCompressSync(whole, { params: brotli }));
        writeFileSync(`${path}.gz`, gzipSync(whole, { level: constants.Z_BEST_COMPRESSION }));
      }
    },
  };
}
