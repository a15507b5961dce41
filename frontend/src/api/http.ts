import { address, fill, type Answer, type Input, type Method, type PathOf, type ReadInput, type Rest } from "./contract";
import { problemFromBody } from "./problem";

let csrfToken = "";
let onSignedOut: () => void = () => {};

export function setCsrfToken(token: string) {
  csrfToken = token;
}

/** Called once, by the session: any 401 means the session ended on the server. */
export function whenSignedOut(handler: () => void) {
  onSignedOut = handler;
}

/** For a link that the browser follows itself, such as a download. */
export function apiUrl<P extends PathOf<"get">>(path: P, ...[input]: Rest<ReadInput<P>>) {
  const { path: params, query } = (input ?? {}) as AnyInput;
  return address(fill(path, params), query);
}

type Values = Record<string, string | number | boolean | null | undefined>;
/** Any call's input; who calls has had it checked against the contract. */
type AnyInput = { path?: Values; query?: Values; body?: unknown; version?: number | null; idempotencyKey?: string; signal?: AbortSignal };

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

async function send(method: Method, path: string, input: AnyInput): Promise<unknown> {
  const headers = new Headers({ Accept: "application/json" });
  if (method !== "get") headers.set("X-Pivotal-CSRF", csrfToken);
  if (input.version != null) headers.set("If-Match", `"${input.version}"`);
  if (input.idempotencyKey) headers.set("Idempotency-Key", input.idempotencyKey);
  if (input.body !== undefined) headers.set("Content-Type", "application/json");

  const response = await fetch(address(fill(path, input.path), input.query), {
    method: method.toUpperCase(),
    headers,
    body: input.body === undefined ? undefined : JSON.stringify(input.body),
    credentials: "same-origin",
    signal: input.signal,
  }).catch((error: unknown) => {
    // fetch rejects with a TypeError when nothing answered; a cancelled request stays what it is.
    throw error instanceof TypeError ? problemFromBody(0, { code: "network" }) : error;
  });
  if (!response.ok) {
    const problem = await problemOf(response);
    if (response.status === 401 && problem.code === "auth.required") onSignedOut();
    throw problem;
  }
  if (response.status === 204) return undefined;
  const text = await response.text();
  return text ? JSON.parse(text) : undefined;
}

/** A call of the contract: its address, with what the address, the query and the body take, and what it answers. */
const call =
  <M extends Method>(method: M) =>
  <P extends PathOf<M>>(path: P, ...[input]: Rest<Input<P, M>>) =>
    send(method, path, (input ?? {}) as AnyInput) as Promise<Answer<P, M>>;

export const http = { get: call("get"), post: call("post"), put: call("put"), patch: call("patch"), delete: call("delete") };

type Uploading = { "/imports": { fileName: string } };

/** Sends a file as it is, telling how far it is; fetch cannot report upload progress. */
export function upload<P extends keyof Uploading>(
  path: P,
  query: Uploading[P],
  file: File,
  onProgress: (share: number) => void,
  signal?: AbortSignal,
) {
  return new Promise<Answer<P, "post">>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address(path, query));
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
      if (request.status >= 200 && request.status < 300) resolve(body as Answer<P, "post">);
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
