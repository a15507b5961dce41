import type { Feature } from "@/lib/feature";

export const imports: Feature = { routes: [] };
