import type { Feature } from "@/lib/feature";

export const orders: Feature = { routes: [] };
