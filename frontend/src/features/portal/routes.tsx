import type { Feature } from "@/lib/feature";

export const portal: Feature = { routes: [] };
