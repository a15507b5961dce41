import { problemFromBody } from "./problem";

type QueryValue = string | number | boolean | null | undefined;
export type Query = Record<string, QueryValue>;

interface Options {
  query?: Query;
  body?: unknown;
  /** The version read with the resource; the server refuses a stale one. */
  version?: number;
  /** For creating requests: the same key repeated creates once. */
  idempotencyKey?: string;
  signal?: AbortSignal;
  contentType?: string;
}

const base = "/api/v1";
let csrfToken = "";
let onSignedOut: () => void = () => {};

export function setCsrfToken(token: string) {
  csrfToken = token;
}

/** Called once, by the session: any 401 means the session ended on the server. */
export function whenSignedOut(handler: () => void) {
  onSignedOut = handler;
}

export function apiUrl(path: string, query?: Query) {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== null && value !== undefined && value !== "") params.set(key, String(value));
  }
  const text = params.toString();
  return base + path + (text ? `?${text}` : "");
}

async function problemOf(response: Response) {
  const text = await response.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined; // a proxy's page, not ours
  }
  return problemFromBody(response.status, body, response.headers.get("traceparent")?.split("-")[1]);
}

async function send<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const headers = new Headers({ Accept: "application/json" });
  if (method !== "GET") headers.set("X-Pivotal-CSRF", csrfToken);
  if (options.version !== undefined) headers.set("If-Match", `"${options.version}"`);
  if (options.idempotencyKey) headers.set("Idempotency-Key", options.idempotencyKey);
  const raw = options.body instanceof Blob;
  if (options.body !== undefined)
    headers.set("Content-Type", options.contentType ?? (raw ? "application/octet-stream" : "application/json"));

  const response = await fetch(apiUrl(path, options.query), {
    method,
    headers,
    body: options.body === undefined ? undefined : raw ? (options.body as Blob) : JSON.stringify(options.body),
    credentials: "same-origin",
    signal: options.signal,
  }).catch((error: unknown) => {
    // fetch rejects with a TypeError when nothing answered; a cancelled request stays what it is.
    throw error instanceof TypeError ? problemFromBody(0, { code: "network" }) : error;
  });
  if (!response.ok) {
    const problem = await problemOf(response);
    if (response.status === 401 && problem.code === "auth.required") onSignedOut();
    throw problem;
  }
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

export const http = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) => send<T>("GET", path, { query, signal }),
  post: <T>(path: string, body?: unknown, options?: Options) => send<T>("POST", path, { ...options, body }),
  put: <T>(path: string, body?: unknown, options?: Options) => send<T>("PUT", path, { ...options, body }),
  /** With the version that the person saw; null for the few records that have none. */
  patch: <T>(path: string, body: unknown, version: number | null) => send<T>("PATCH", path, { body, version: version ?? undefined }),
  delete: <T = void>(path: string, options?: Options) => send<T>("DELETE", path, options),
};

/** Sends a file as it is, telling how far it is; fetch cannot report upload progress. */
export function upload<T>(path: string, query: Query, file: File, onProgress: (share: number) => void, signal?: AbortSignal) {
  return new Promise<T>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", apiUrl(path, query));
    request.setRequestHeader("X-Pivotal-CSRF", csrfToken);
    // The browser guesses odd types for CSV (a spreadsheet program may own the ending); what is sent is text.
    request.setRequestHeader("Content-Type", "text/csv");
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onload = () => {
      let body: unknown;
      try {
        body = JSON.parse(request.responseText);
      } catch {
        body = undefined;
      }
      if (request.status >= 200 && request.status < 300) resolve(body as T);
      else reject(problemFromBody(request.status, body));
    };
    request.onerror = () => reject(problemFromBody(0, undefined));
    request.onabort = () => reject(new DOMException("Upload cancelled", "AbortError"));
    signal?.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

/** A key for one creating request, kept through its retries. */
export function newKey() {
  return crypto.randomUUID();
}
