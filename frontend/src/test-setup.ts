import "@testing-library/jest-dom/vitest";
import { cleanup } from "@testing-library/react";
import { afterEach, beforeEach, expect, vi } from "vitest";

const warnings: string[] = [];

// What React warns of is a fault that nobody would read among the output: it fails the test that met it.
beforeEach(() => {
  warnings.length = 0;
  const write = console.error.bind(console);
  vi.spyOn(console, "error").mockImplementation((...said: unknown[]) => {
    if (String(said[0]).startsWith("Warning:")) warnings.push(said.join(" "));
    write(...said);
  });
});

afterEach(() => {
  cleanup();
  expect(warnings).toEqual([]);
});

// jsdom has no layout and no media queries; the components only need the calls to exist.
window.matchMedia ??= (query: string) =>
  ({ matches: false, media: query, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList;
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
Element.prototype.scrollIntoView ??= () => {};
Element.prototype.hasPointerCapture ??= () => false;
