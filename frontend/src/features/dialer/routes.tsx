import type { Feature } from "@/lib/feature";

export const dialer: Feature = { routes: [] };
