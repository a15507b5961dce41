import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Building2 } from "lucide-react";
import { beforeEach, expect, it, vi } from "vitest";
import { TooltipProvider } from "@/components/ui/tooltip";
import { AdvancedFilterBar } from "./advanced-filter-bar";
import { BulkActions } from "./bulk-actions";
import { ListContent } from "./list-content";
import { useList, type ListOf } from "./list-context";
import { ListPage } from "./list-page";
import { useListState, type ListFilter } from "./use-list-state";

interface Company {
  id: string;
  name: string;
}
const filters: readonly ListFilter[] = [
  {
    key: "size",
    label: "Size",
    options: [
      { value: "s", label: "small" },
      { value: "l", label: "large" },
    ],
  },
  { key: "country", label: "Country" },
  { key: "import", label: "Import", linked: true, say: () => "one import" },
];
const columns = [{ id: "name", header: "Name", cell: () => "" }];
const rows = [
  { id: "1", name: "Acme" },
  { id: "2", name: "Birch" },
];
const answered = { data: { rows, total: { count: 40, exact: true } }, fetchNextPage: vi.fn(), hasNextPage: false, isPending: false };

function Companies({ query = answered, ...more }: Partial<Omit<ListOf<Company>, "query">> & { query?: object }) {
  const list = {
    name: "Companies",
    state: useListState(filters),
    query: query as unknown as UseInfiniteQueryResult<{ rows: Company[] }>,
    columns,
    rowId: (row: Company) => row.id,
    ...more,
  };
  return (
    <ListPage list={list} context="Who we know">
      <AdvancedFilterBar placeholder="Company name" />
      <ListContent
        empty={{
          icon: Building2,
          title: "No companies yet",
          says: "Import some.",
          noMatch: { title: "None matches", says: "Ask for less." },
        }}
      />
      <BulkActions>
        <Chosen />
      </BulkActions>
    </ListPage>
  );
}

function Chosen() {
  const { selection } = useList<Company>();
  return <p>{selection.everything ? "everything" : [...selection.ids].join()}</p>;
}

const shows = (path: string, props: Parameters<typeof Companies>[0] = {}) => {
  window.history.replaceState(null, "", path);
  return render(<Companies {...props} />, { wrapper: TooltipProvider });
};
const address = () => window.location.search;
const card = (row: Company) => <span>{row.name}</span>;

beforeEach(() => window.history.replaceState(null, "", "/companies"));

it("puts a chosen condition into the address and shows it as a chip that can be changed and removed", async () => {
  const user = userEvent.setup();
  shows("/companies?country=NO");
  await user.click(screen.getByRole("button", { name: "Add filter" }));
  // Country is set, and an import comes by a link only: what is left is the size.
  expect(screen.getAllByRole("option").map((option) => option.textContent)).toEqual(["small", "large"]);
  await user.click(screen.getByRole("option", { name: "large" }));
  expect(address()).toBe("?country=NO&size=l");

  const chips = screen.getByRole("list", { name: "Active filters" });
  expect(
    within(chips)
      .getAllByRole("listitem")
      .map((item) => item.textContent),
  ).toEqual(["Size is large", "andCountry is NO"]);
  await user.click(within(chips).getByRole("button", { name: /Size is/ }));
  await user.click(screen.getByRole("option", { name: "small" }));
  expect(address()).toBe("?country=NO&size=s");
  await user.click(screen.getByRole("button", { name: "Remove filter Country" }));
  expect(address()).toBe("?size=s");
});

it("takes a typed value where there is nothing to choose from", async () => {
  const user = userEvent.setup();
  shows("/companies");
  await user.click(screen.getByRole("button", { name: "Add filter" }));
  expect(screen.getAllByRole("option").map((option) => option.textContent)).toEqual(["Size", "Country"]);
  await user.keyboard("coun{Enter}");
  await user.keyboard(" Côte d’Ivoire {Enter}");
  expect(new URLSearchParams(address()).get("country")).toBe("Côte d’Ivoire");
});

it("shows what a link asks for, which nobody can add here", async () => {
  const user = userEvent.setup();
  shows("/companies?import=i1&size=s");
  expect(screen.getByText("one import")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Clear all" }));
  expect(address()).toBe("");
});

it("keeps cards in the address, and opens what is chosen there", async () => {
  const user = userEvent.setup();
  const onOpen = vi.fn();
  shows("/companies?view=cards", { card, onOpen });
  await user.click(within(screen.getByRole("list", { name: "Companies" })).getByRole("button", { name: "Birch" }));
  expect(onOpen).toHaveBeenCalledWith(rows[1]);
  await user.click(screen.getByRole("button", { name: "Table" }));
  expect(address()).toBe("");
  expect(screen.getByRole("table", { name: "Companies" })).toBeInTheDocument();
});

it("selects what was asked for, and of another question nothing", async () => {
  const user = userEvent.setup();
  shows("/companies?size=s", { selects: true });
  await user.click(screen.getByRole("checkbox", { name: "Select all loaded rows" }));
  expect(screen.getByText("1,2")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Select all 40 matching" }));
  expect(screen.getByText("everything")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Remove filter Size" }));
  expect(screen.queryByRole("region", { name: "Selection" })).not.toBeInTheDocument();
});

it("says whether there is nothing at all or nothing that matches", async () => {
  const user = userEvent.setup();
  const query = { ...answered, data: { rows: [], total: { count: 0, exact: true } } };
  const { unmount } = shows("/companies", { query });
  expect(screen.getByText("No companies yet")).toBeInTheDocument();
  unmount();
  shows("/companies?q=zz&country=NO", { query });
  await user.click(screen.getByRole("button", { name: "Clear filters" }));
  expect(address()).toBe("");
});
