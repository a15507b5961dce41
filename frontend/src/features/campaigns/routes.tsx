import type { Feature } from "@/lib/feature";

export const campaigns: Feature = { routes: [] };
