import { clsx, type ClassValue } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

// Our own font sizes must be known to the merger, or it takes text-table for a colour and drops it.
const merge = extendTailwindMerge({
  extend: { classGroups: { "font-size": [{ text: ["table", "title", "figure"] }] } },
});

export function cn(...inputs: ClassValue[]) {
  return merge(clsx(inputs));
}
