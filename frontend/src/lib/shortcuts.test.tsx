import { fireEvent, render, screen } from "@testing-library/react";
import { useEffect, useMemo } from "react";
import { beforeEach, expect, it, vi } from "vitest";
import { SelectInput } from "@/components/form/select-field";
import { useCommands } from "./commands";
import { setPreference } from "./preferences";
import { listenForShortcuts } from "./shortcuts";

const go = vi.fn();
const pick = vi.fn();
const save = vi.fn();
const open = vi.fn();

function Page() {
  const commands = useMemo(
    () => [
      { id: "go", title: "Contacts", group: "Go to" as const, keys: "g c", run: go },
      { id: "pick", title: "Qualified", group: "Desk" as const, keys: "4", run: pick },
      { id: "open", title: "Open row", group: "Table" as const, keys: "enter", run: open },
      { id: "save", title: "Save", group: "Desk" as const, keys: "mod+enter", run: save },
    ],
    [],
  );
  useCommands(commands);
  useEffect(listenForShortcuts, []);
  return (
    <>
      <textarea aria-label="Notes" />
      <button type="button">Filter</button>
      <SelectInput aria-label="Mode" value="one" onValueChange={() => {}} options={[{ value: "one", label: "One" }]} />
    </>
  );
}

beforeEach(() => {
  vi.clearAllMocks();
  setPreference("letterKeys", true);
});

it("runs single keys and sequences on the page, and only modified keys inside a field", () => {
  render(<Page />);
  fireEvent.keyDown(document.body, { key: "4" });
  fireEvent.keyDown(document.body, { key: "g" });
  fireEvent.keyDown(document.body, { key: "c" });
  expect(pick).toHaveBeenCalledTimes(1);
  expect(go).toHaveBeenCalledTimes(1);

  const notes = screen.getByLabelText("Notes");
  fireEvent.keyDown(notes, { key: "4" });
  fireEvent.keyDown(notes, { key: "Enter", ctrlKey: true });
  expect(pick).toHaveBeenCalledTimes(1);
  expect(save).toHaveBeenCalledTimes(1);
});

it("lets people switch single keys off", () => {
  render(<Page />);
  setPreference("letterKeys", false);
  fireEvent.keyDown(document.body, { key: "4" });
  expect(pick).not.toHaveBeenCalled();
  setPreference("letterKeys", true);
  fireEvent.keyDown(document.body, { key: "4" });
  expect(pick).toHaveBeenCalledTimes(1);
});

it("leaves Enter to the control that has the focus", () => {
  render(<Page />);
  expect(fireEvent.keyDown(screen.getByText("Filter"), { key: "Enter" })).toBe(true);
  expect(open).not.toHaveBeenCalled();
  fireEvent.keyDown(document.body, { key: "Enter" });
  expect(open).toHaveBeenCalledTimes(1);
});

it("submits by Ctrl Enter on a select, whose list stays shut", () => {
  render(<Page />);
  const select = screen.getByRole("combobox", { name: "Mode" });
  fireEvent.keyDown(select, { key: "Enter", ctrlKey: true });
  expect(save).toHaveBeenCalledOnce();
  expect(select).toHaveAttribute("aria-expanded", "false");
  fireEvent.keyDown(select, { key: "Enter" });
  expect(select).toHaveAttribute("aria-expanded", "true");
});

it("does nothing behind the wall of an ended session", () => {
  render(
    <>
      <Page />
      <div data-signed-out />
    </>,
  );
  fireEvent.keyDown(document.body, { key: "4" });
  fireEvent.keyDown(document.body, { key: "Enter", ctrlKey: true });
  expect(pick).not.toHaveBeenCalled();
  expect(save).not.toHaveBeenCalled();
});

it("leaves single keys to the page beside a panel, and to nobody behind a dialog", () => {
  render(<Page />);
  const { rerender } = render(<div role="dialog" data-side-panel="" aria-label="Adam Barlow" />);
  fireEvent.keyDown(document.body, { key: "4" });
  expect(pick).toHaveBeenCalledTimes(1);
  rerender(<div role="dialog" aria-label="Delete?" />);
  fireEvent.keyDown(document.body, { key: "4" });
  expect(pick).toHaveBeenCalledTimes(1);
});
