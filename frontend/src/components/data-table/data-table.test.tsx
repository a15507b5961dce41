import { fireEvent, render, screen } from "@testing-library/react";
import { createPortal } from "react-dom";
import { expect, it, vi } from "vitest";
import { DataTable } from "./data-table";

// jsdom has no layout: a table as high as this shows its rows.
vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(400);
vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(800);

const rows = [{ id: "r1", name: "Spring" }];

it("opens a row by a click on it, and not by a click in what one of its cells has opened elsewhere on the page", () => {
  const open = vi.fn();
  render(
    <DataTable
      label="Lists"
      rows={rows}
      rowId={(row) => row.id}
      onOpen={open}
      empty={null}
      columns={[
        { id: "name", header: "Name", cell: ({ row }) => row.original.name },
        { id: "actions", header: "Actions", cell: () => createPortal(<div role="menuitem">Delete</div>, document.body) },
      ]}
    />,
  );
  fireEvent.click(screen.getByRole("menuitem", { name: "Delete" }));
  expect(open).not.toHaveBeenCalled();
  fireEvent.click(screen.getByText("Spring"));
  expect(open).toHaveBeenCalledExactlyOnceWith(rows[0]);
});
