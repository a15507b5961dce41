import type { Column } from "@tanstack/react-table";

/** As narrow as a column gets before the table scrolls, of its own size. What is small is so because its content is (a number, a day, a state) and stays. */
const shrink = 0.62;
const small = 160;
const selectionWidth = 40;

/**
 * The tracks of the grid. Columns share the room by their sizes: on a narrow screen all of them get narrower before the last ones are cut off, on a wide one all of them grow. Actions and what somebody has
 * drawn to a width of his own keep theirs.
 * @returns `least`: pixels below which the table scrolls sideways
 */
export function columnTracks<T>(columns: readonly Column<T, unknown>[], drawn: Readonly<Record<string, number>>, selectable: boolean) {
  const tracks = columns.map((column) => {
    const size = column.getSize();
    if (column.id in drawn || column.columnDef.meta?.fixed) return { track: `${size}px`, least: size };
    const least = size < small || column.columnDef.meta?.firm ? size : Math.max(column.columnDef.minSize ?? 64, Math.round(size * shrink));
    return { track: `minmax(${least}px, ${size}fr)`, least };
  });
  // With nothing left that grows, the rest of the row stays empty behind the last column.
  return {
    template: [...(selectable ? [`${selectionWidth}px`] : []), ...tracks.map((each) => each.track)].join(" "),
    least: (selectable ? selectionWidth : 0) + tracks.reduce((sum, each) => sum + each.least, 0),
  };
}
