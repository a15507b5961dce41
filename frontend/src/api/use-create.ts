import { useRef } from "react";
import { http, newKey } from "./http";
import { Problem } from "./problem";

/**
 * A creating POST that may be repeated without creating twice: the same body keeps its key until the server refuses it.
 * A changed body is another request, and so is a second try after a refusal.
 */
export function useCreate<T>(path: string) {
  const sent = useRef<{ body: string; key: string }>();
  return async (body: unknown): Promise<T> => {
    const text = JSON.stringify(body);
    if (sent.current?.body !== text) sent.current = { body: text, key: newKey() };
    try {
      return await http.post<T>(path, body, { idempotencyKey: sent.current.key });
    } catch (error) {
      if (error instanceof Problem && error.status >= 400 && error.status < 500) sent.current = undefined;
      throw error;
    }
  };
}
