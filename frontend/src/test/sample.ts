import document from "../../openapi.json?raw";
import type { components } from "@/api/schema";

type Schemas = components["schemas"];

interface Schema {
  $ref?: string;
  oneOf?: Schema[];
  type?: string | string[];
  format?: string;
  properties?: Record<string, Schema>;
}

const known = (JSON.parse(document) as { components: { schemas: Record<string, Schema> } }).components.schemas;

/** A record of the contract with nothing in it but what is said: made from the document, so that it has every field that the server sends. */
export function sample<N extends keyof Schemas>(name: N, said: Partial<Schemas[N]> = {}): Schemas[N] {
  return Object.assign(empty(known[name]!) as Schemas[N] & object, said);
}

function empty(schema: Schema): unknown {
  if (schema.$ref) return empty(known[schema.$ref.split("/").at(-1)!]!);
  const types = [schema.type ?? []].flat();
  if (types.includes("null") || schema.oneOf?.some((each) => each.type === "null")) return null;
  switch (types[0]) {
    case "object":
      return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, value]) => [key, empty(value)]));
    case "array":
      return [];
    case "boolean":
      return false;
    case "integer":
    case "number":
      return 0;
    default:
      return texts[schema.format ?? ""] ?? "";
  }
}

const texts: Record<string, string> = {
  uuid: "0197a000-0000-7000-8000-000000000001",
  "date-time": "2026-06-01T12:00:00Z",
  date: "2026-06-01",
};
