import type { paths } from "./schema";

// What the OpenAPI document says of a call, read out of the generated types: nobody writes an address, a body or an answer by hand.

const base = "/api/v1";

export type Method = "get" | "post" | "put" | "patch" | "delete";
type Paths = { [P in keyof paths as P extends `${typeof base}${infer Rest}` ? Rest : never]: paths[P] };
type Path = keyof Paths;
type Operation<P extends Path, M extends Method> = Paths[P][M];

/** The addresses that know the method, with their parameters in braces: "/contacts/{id}". */
export type PathOf<M extends Method> = { [P in Path]: Operation<P, M> extends { responses: unknown } ? P : never }[Path];

type Success = 200 | 201 | 202 | 204;
type Json<R> = R extends { content: { "application/json": infer T } } ? T : undefined;
type AnswerOf<O> = O extends { responses: infer R } ? { [S in keyof R & Success]: Json<R[S]> }[keyof R & Success] : never;

/** What a call that succeeded brings. */
export type Answer<P extends Path, M extends Method> = P extends Path ? AnswerOf<Operation<P, M>> : never;

/** What a call takes. */
export type Body<P extends Path, M extends Method> = P extends Path
  ? Operation<P, M> extends { requestBody: { content: { "application/json": infer T } } }
    ? T
    : never
  : never;

/** The server binds query parameters whatever their case, and an address holds texts only: names are checked, values may be text. */
export type QueryOf<P extends Path> =
  Operation<P, "get"> extends { parameters: { query?: infer Q } }
    ? { [K in keyof NonNullable<Q> as Uncapitalize<K & string>]?: NonNullable<Q>[K] | string | null }
    : never;

type PathInput<O> = O extends { parameters: { path: infer T } } ? { path: T } : { path?: undefined };
type BodyInput<P extends Path, M extends Method> = [Body<P, M>] extends [never] ? { body?: undefined } : { body: Body<P, M> };
type QueryInput<P extends Path, M extends Method> = M extends "get" ? { query?: QueryOf<P> } : { query?: undefined };

interface Extras {
  /** The version that the person saw; the server refuses a stale one. */
  version?: number | null;
  /** For creating requests: the same key repeated creates once. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

/** A change always says which version it changes, or null for the few records that have none. */
type VersionInput<M extends Method> = M extends "patch" ? { version: number | null } : unknown;

export type Input<P extends Path, M extends Method> = PathInput<Operation<P, M>> &
  BodyInput<P, M> &
  QueryInput<P, M> &
  VersionInput<M> &
  Extras;

/** What a read takes: the address's parts and the query. */
export type ReadInput<P extends PathOf<"get">> = PathInput<Operation<P, "get">> & QueryInput<P, "get">;

/** Left out where the call needs nothing. */
export type Rest<T> = Record<never, never> extends T ? [input?: T] : [input: T];

/** One row of a keyset-paged list. */
export type Row<P extends PathOf<"get">> = Answer<P, "get"> extends { items: (infer T)[]; nextCursor: unknown } ? T : never;
export type PagedPath = { [P in PathOf<"get">]: [Row<P>] extends [never] ? never : P }[PathOf<"get">];

type Value = string | number | boolean | null | undefined;
type Values = Readonly<Record<string, Value>>;

/** The address with its parameters in their places. */
export function fill(path: string, params: Values = {}) {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined || value === null) throw new Error(`${path} needs ${name}`);
    return encodeURIComponent(String(value));
  });
}

export function address(path: string, query: Values = {}) {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") params.set(key, String(value));
  }
  const text = params.toString();
  return base + path + (text ? `?${text}` : "");
}
