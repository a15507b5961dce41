import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ErrorBoundary } from "./error-boundary";

const fetcher = vi.fn();
beforeEach(() => {
  vi.stubGlobal("fetch", fetcher);
  // React says each caught error once more.
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  fetcher.mockReset();
});

function Broken({ error }: { error: Error }): never {
  throw error;
}

it.each([
  "Failed to fetch dynamically imported module: /assets/x.js",
  "error loading dynamically imported module: /assets/x.js",
  "Importing a module script failed.",
])("loads the page anew once the server is there again, after: %s", async (message) => {
  const reload = vi.fn();
  render(
    <ErrorBoundary reload={reload}>
      <Broken error={new TypeError(message)} />
    </ErrorBoundary>,
  );
  fetcher.mockRejectedValueOnce(new TypeError("Failed to fetch"));
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  await screen.findByText(/still cannot be reached/);
  expect(reload).not.toHaveBeenCalled();
  fetcher.mockResolvedValueOnce(new Response());
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(reload).toHaveBeenCalledOnce());
});

it("comes back by itself when the browser is on line again", async () => {
  const reload = vi.fn();
  render(
    <ErrorBoundary reload={reload}>
      <Broken error={new TypeError("Failed to fetch dynamically imported module: /assets/x.js")} />
    </ErrorBoundary>,
  );
  fetcher.mockResolvedValueOnce(new Response());
  window.dispatchEvent(new Event("online"));
  await waitFor(() => expect(reload).toHaveBeenCalledOnce());
});

it("only draws again after any other error", async () => {
  const reload = vi.fn();
  let broken = true;
  const Once = () => {
    if (broken) throw new Error("x is undefined");
    return <p>Whole again</p>;
  };
  render(
    <ErrorBoundary reload={reload}>
      <Once />
    </ErrorBoundary>,
  );
  broken = false;
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(screen.getByText("Whole again")).toBeVisible();
  expect(reload).not.toHaveBeenCalled();
});
