import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { RejectForm } from "./reject-form";

it("rejects by Ctrl Enter with a chosen reason as with a typed one", async () => {
  const reject = vi.fn();
  render(<RejectForm busy={false} onCancel={() => {}} onReject={reject} />);
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  expect(reject).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: "Answers incomplete" }));
  await userEvent.keyboard(", twice{Control>}{Enter}{/Control}");
  expect(reject).toHaveBeenCalledExactlyOnceWith("Answers incomplete, twice");
});
