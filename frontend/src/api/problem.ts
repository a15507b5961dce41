/** RFC 9457 problem as this API sends it. */
export interface FieldProblem {
  pointer: string;
  code: string;
  detail: string;
}

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly traceId: string | undefined,
    readonly errors: readonly FieldProblem[] = [],
    readonly extensions: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail || title);
    this.name = "Problem";
  }
}

const titles: Record<number, string> = {
  0: "The server cannot be reached",
  401: "You are signed out",
  403: "Not allowed",
  404: "Not found",
  409: "Somebody else was faster",
  412: "This changed while you were editing",
  422: "Not possible like this",
  428: "This changed while you were editing",
  429: "Too many requests",
  503: "The service is briefly unavailable",
};

const details: Record<number, string> = {
  0: "Check your connection. The page keeps what you entered.",
  412: "Reload to see the newest version, then make your change again.",
  503: "Your data is safe. Try again in a moment.",
};

export function problemFromBody(status: number, body: unknown, traceHeader?: string | null): Problem {
  const record = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const text = (key: string) => (typeof record[key] === "string" ? (record[key] as string) : undefined);
  const errors = Array.isArray(record.errors) ? (record.errors as Partial<FieldProblem>[]) : [];
  return new Problem(
    status,
    text("code") ?? `http.${status}`,
    titles[status] ?? text("title") ?? "Something went wrong",
    text("detail") ?? details[status] ?? (status >= 500 ? "The error was recorded. Try again, and name the trace if it stays." : ""),
    text("traceId") ?? traceHeader ?? undefined,
    errors.map((item) => ({
      pointer: item.pointer ?? "",
      code: item.code ?? "invalid",
      detail: item.detail ?? "This value is not accepted.",
    })),
    record,
  );
}

export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(-1, "client", "Something went wrong", error instanceof Error ? error.message : "", undefined);
}

/** "#/questions/0/label" or "/questions/0/label" → "questions.0.label", as react-hook-form names it. */
export function fieldName(pointer: string) {
  return pointer
    .replace(/^#?\//, "")
    .split("/")
    .map((part) => part.replace(/~1/g, "/").replace(/~0/g, "~"))
    .join(".");
}
