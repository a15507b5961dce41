import type { Column } from "@tanstack/react-table";
import { expect, it } from "vitest";
import { columnTracks } from "./column-tracks";

const column = (id: string, size: number, meta?: { fixed?: boolean; firm?: boolean }) =>
  ({ id, getSize: () => size, columnDef: { meta } }) as unknown as Column<unknown, unknown>;

it("lets columns share the room and get narrower before the last ones are cut off, but not actions nor what was drawn", () => {
  const { template, least } = columnTracks(
    [
      column("name", 200),
      column("at", 190, { firm: true }),
      column("phone", 150),
      column("drawn", 300),
      column("actions", 64, { fixed: true }),
    ],
    { drawn: 300 },
    true,
  );
  expect(template).toBe("40px minmax(124px, 200fr) minmax(190px, 190fr) minmax(150px, 150fr) 300px 64px");
  expect(least).toBe(40 + 124 + 190 + 150 + 300 + 64);
});
