import type { Feature } from "@/lib/feature";

export const leads: Feature = { routes: [] };
