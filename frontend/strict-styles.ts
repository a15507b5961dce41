import type { Plugin } from "vite";

const adopt =
  "const sheet = new CSSStyleSheet(); sheet.replaceSync(code); document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];";

interface Patch {
  file: RegExp;
  from: RegExp;
  to: string;
}

/** Three libraries write <style> elements at run time, which the content policy (style-src 'self') rightly refuses. Constructed sheets are allowed. */
const patches: Patch[] = [
  {
    file: /node_modules\/sonner\/dist\/index\.mjs/,
    from: /function __insertCSS\(code\) \{[\s\S]*?\n\}/,
    to: `function __insertCSS(code) { ${adopt} }`,
  },
  {
    file: /node_modules\/react-style-singleton\/dist\/es2015\/singleton\.js/,
    from: /export var stylesheetSingleton = function \(\) \{[\s\S]*?\n\};/,
    to: `export var stylesheetSingleton = function () {
  var counter = 0;
  var mine = null;
  return {
    add: function (code) {
      if (counter++ === 0) { ${adopt} mine = sheet; }
    },
    remove: function () {
      if (--counter === 0 && mine) { document.adoptedStyleSheets = document.adoptedStyleSheets.filter(function (one) { return one !== mine; }); mine = null; }
    },
  };
};`,
  },
  {
    // Only hides a scroll bar; index.css does the same.
    file: /node_modules\/@radix-ui\/react-select\/dist\/index\.mjs/,
    from: /\/\* @__PURE__ \*\/ jsx\(\s*"style",\s*\{\s*dangerouslySetInnerHTML: \{[\s\S]*?\},\s*nonce\s*\}\s*\)/,
    to: "null",
  },
];

/** Fails the build when a library has moved on and a patch no longer fits. */
export function strictStyles(): Plugin {
  const applied = new Set<Patch>();
  return {
    name: "strict-styles",
    apply: "build",
    transform(code, id) {
      const patch = patches.find((candidate) => candidate.file.test(id));
      if (!patch) return null;
      if (!patch.from.test(code)) this.error(`strict-styles: ${id} no longer looks as expected; adapt the patch.`);
      applied.add(patch);
      return { code: code.replace(patch.from, () => patch.to), map: null };
    },
    buildEnd(error) {
      if (!error && applied.size < patches.length)
        this.error("strict-styles: a patched library is no longer part of the build; remove its patch.");
    },
  };
}
