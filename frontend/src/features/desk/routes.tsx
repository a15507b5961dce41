import type { Feature } from "@/lib/feature";

export const desk: Feature = { routes: [] };
