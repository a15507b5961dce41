import { zodResolver } from "@hookform/resolvers/zod";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { FormProvider, useForm } from "react-hook-form";
import { expect, it } from "vitest";
import { complianceProfiles } from "../queries";
import { LawFields } from "./law-fields";
import { emptyValues, fieldsOf, schema, type Values } from "./values";

function Wizard() {
  const form = useForm<Values>({ resolver: zodResolver(schema), defaultValues: emptyValues("list", "UTC"), mode: "onTouched" });
  return (
    <FormProvider {...form}>
      <LawFields />
      <button type="button" onClick={() => void form.trigger(fieldsOf("law", "progressive"), { shouldFocus: true })}>
        Save and continue
      </button>
    </FormProvider>
  );
}

it("asks which law holds before it goes on, and is content with a profile or with the word that none applies", async () => {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  client.setQueryData(complianceProfiles().queryKey, {
    items: [{ id: "us", name: "United States", own: false, rules: {} }],
    calendars: [],
  } as never);
  render(
    <QueryClientProvider client={client}>
      <Wizard />
    </QueryClientProvider>,
  );
  const asked = "Choose the profiles that apply, or say that none does.";
  await userEvent.click(screen.getByRole("button", { name: "Save and continue" }));
  await screen.findByText(asked);
  await userEvent.click(screen.getByRole("checkbox", { name: /No profile applies/ }));
  expect(screen.queryByText(asked)).toBeNull();
  await userEvent.click(screen.getByRole("checkbox", { name: "United States" }));
  expect(screen.getByLabelText(/On behalf of/)).toBeVisible();
  expect(screen.queryByText(/No profile applies/)).toBeNull();
});
