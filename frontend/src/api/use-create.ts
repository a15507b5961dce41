import { useRef } from "react";
import type { Answer, Body, Input, PathOf, Rest } from "./contract";
import { http, newKey } from "./http";
import { Problem } from "./problem";

/**
 * A creating POST that may be repeated without creating twice: the same body keeps its key until the server refuses it.
 * A changed body is another request, and so is a second try after a refusal.
 */
export function useCreate<P extends PathOf<"post">>(path: P) {
  const sent = useRef<{ body: string; key: string }>();
  return async (body: Body<P, "post">): Promise<Answer<P, "post">> => {
    const text = JSON.stringify(body);
    if (sent.current?.body !== text) sent.current = { body: text, key: newKey() };
    try {
      return await http.post(path, ...([{ body, idempotencyKey: sent.current.key }] as unknown as Rest<Input<P, "post">>));
    } catch (error) {
      if (error instanceof Problem && error.status >= 400 && error.status < 500) sent.current = undefined;
      throw error;
    }
  };
}
