import { createContext, useContext } from "react";

/** Where a record is shown: on a page of its own in three columns, or in a panel beside the list it was opened from. */
export type RecordPlace = "page" | "panel";

export const PlaceContext = createContext<RecordPlace>("panel");

export const useRecordPlace = () => useContext(PlaceContext);
