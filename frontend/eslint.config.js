import { readdirSync } from "node:fs";
import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import globals from "globals";
import tseslint from "typescript-eslint";

const features = readdirSync(new URL("./src/features", import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const forbid = (patterns) => ({
  "no-restricted-imports": ["error", { patterns: [...patterns, { regex: "^\\.\\./", message: "Import across folders with @/." }] }],
});

// Imports point one way: components, lib, api → features → app.
const below = {
  files: ["src/{components,lib,api}/**/*.{ts,tsx}"],
  rules: forbid([
    { group: ["@/features/*", "@/features/**"], message: "Shared code knows no feature." },
    { group: ["@/app/*", "@/app/**"], message: "Shared code does not know the shell." },
  ]),
};

const perFeature = features.map((name) => ({
  files: [`src/features/${name}/**/*.{ts,tsx}`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          { regex: `^@/features/(?!${name}/)`, message: "Features never import each other." },
          { group: ["@/app/*", "@/app/**"], message: "Features do not know the shell." },
          { regex: "^(\\.\\./){2,}", message: "Import across folders with @/." },
        ],
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ["dist", "node_modules", "src/api/schema.d.ts"] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  jsxA11y.flatConfigs.recommended,
  reactHooks.configs.flat.recommended,
  {
    files: ["src/**/*.{ts,tsx}"],
    languageOptions: { globals: globals.browser },
    rules: {
      // TanStack Table and Virtual return functions that must not be memoised; no compiler runs here.
      "react-hooks/incompatible-library": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
      // A scrolling region must be reachable by keyboard.
      "jsx-a11y/no-noninteractive-tabindex": [
        "error",
        { tags: ["article", "section", "ul"], roles: ["region", "table", "grid", "tabpanel"], allowExpressionValues: true },
      ],
      // Focus goes to the first field of a dialog or a pushed sheet on purpose; the call card depends on it.
      "jsx-a11y/no-autofocus": "off",
    },
  },
  { files: ["*.config.{js,ts}", "*.mjs"], languageOptions: { globals: globals.node } },
  { files: ["public/**/*.js"], languageOptions: { globals: globals.browser } },
  below,
  ...perFeature,
);
