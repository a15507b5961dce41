import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useForm } from "react-hook-form";
import { expect, it, vi } from "vitest";
import { problemFromBody } from "@/api/problem";
import { Input } from "@/components/ui/input";
import { ApiForm } from "./api-form";
import { Field } from "./field";

function Form({ save }: { save: () => Promise<unknown> }) {
  const form = useForm({ defaultValues: { name: "", window: { start: "" } } });
  return (
    <ApiForm form={form} onSubmit={save}>
      <Field name="name" label="Name">
        <Input {...form.register("name")} />
      </Field>
      <Field name="window.start" label="From">
        <Input {...form.register("window.start")} />
      </Field>
      <button type="submit">Save</button>
    </ApiForm>
  );
}

const refused = (errors: { pointer: string; code: string; detail: string }[]) =>
  vi.fn().mockRejectedValue(problemFromBody(422, { code: "validation.failed", detail: "Not saved.", errors }));

it("shows the server's field errors on their fields, nested ones included", async () => {
  render(
    <Form
      save={refused([
        { pointer: "/name", code: "taken", detail: "This name is taken." },
        { pointer: "#/window/start", code: "range", detail: "Too early." },
      ])}
    />,
  );
  await userEvent.click(screen.getByText("Save"));
  expect(await screen.findByText("This name is taken.")).toBeInTheDocument();
  expect(screen.getByLabelText("Name")).toBeInvalid();
  expect(screen.getByLabelText("From")).toHaveAccessibleDescription("Too early.");
});

it("says at the form what belongs to no field", async () => {
  render(
    <Form
      save={refused([
        { pointer: "/unknown", code: "x", detail: "The ring is too short." },
        { pointer: "/name", code: "taken", detail: "This name is taken." },
        { pointer: "/name", code: "odd", detail: "And odd." },
      ])}
    />,
  );
  await userEvent.click(screen.getByText("Save"));
  expect(await screen.findByText("The ring is too short.")).toHaveRole("alert");
  expect(screen.getByLabelText("Name")).toHaveAccessibleDescription("This name is taken.");
});

it("says the problem itself when it names nothing", async () => {
  render(<Form save={refused([])} />);
  await userEvent.click(screen.getByText("Save"));
  expect(await screen.findByRole("alert")).toHaveTextContent("Not saved.");
});
