// What browsers say when a part of the program could not be fetched: Chromium, Firefox, Safari, and Vite for a style sheet.
const said = /dynamically imported module|importing a module script failed|unable to preload css/i;

/** A page's code did not arrive: the connection was away, or the product was updated and the file of before is gone. */
export const isChunkError = (error: unknown) => error instanceof Error && said.test(error.message);
