import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { adoptAnswer, adoptNews, seen } from "./news";

interface View {
  status: string;
}

const key = ["agents", "me"];
let client: QueryClient;
let off: () => void;
let reads: ((view: View) => void)[];
const shown = () => client.getQueryData<View>(key)?.status;
const settle = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(async () => {
  client = new QueryClient();
  reads = [];
  const queryFn = () => new Promise<View>((resolve) => reads.push(resolve));
  off = new QueryObserver(client, { queryKey: key, queryFn }).subscribe(() => {});
  reads.shift()!({ status: "on_call" });
  await settle();
});
afterEach(() => {
  off();
  client.clear();
});

it("shows the answer of a request when nothing was pushed meanwhile, and asks for nothing more", () => {
  const before = seen(client, key);
  adoptAnswer(client, key, { status: "wrap_up" }, before);
  expect(shown()).toBe("wrap_up");
  expect(reads).toHaveLength(0);
});

it("never puts an answer over what was pushed after the request had been sent: it asks what is true", async () => {
  const before = seen(client, key);
  adoptNews(client, key, { status: "wrap_up" });
  adoptAnswer(client, key, { status: "on_call" }, before);
  expect(shown()).toBe("wrap_up");
  expect(reads).toHaveLength(1);
  reads[0]!({ status: "available" });
  await settle();
  expect(shown()).toBe("available");
});

it("asks for nothing when what was pushed and the answer say the same", () => {
  const before = seen(client, key);
  adoptNews(client, key, { status: "wrap_up" });
  adoptAnswer(client, key, { status: "wrap_up" }, before);
  expect(shown()).toBe("wrap_up");
  expect(reads).toHaveLength(0);
});

it("does not let the answer of an earlier request undo that of a later one", () => {
  const first = seen(client, key);
  const second = seen(client, key);
  adoptAnswer(client, key, { status: "offline" }, second);
  adoptAnswer(client, key, { status: "break" }, first);
  expect(shown()).toBe("offline");
  expect(reads).toHaveLength(1);
});

it("does not let a read that was asked for before a push bring back what is over", async () => {
  void client.refetchQueries({ queryKey: key });
  adoptNews(client, key, { status: "wrap_up" });
  reads[0]!({ status: "on_call" });
  await settle();
  expect(shown()).toBe("wrap_up");
  expect(client.isFetching()).toBe(0);
});

it("asks again for what was being read when an answer came", async () => {
  const before = seen(client, key);
  void client.refetchQueries({ queryKey: key });
  adoptAnswer(client, key, { status: "wrap_up" }, before);
  expect(shown()).toBe("wrap_up");
  reads[0]!({ status: "on_call" });
  await settle();
  expect(shown()).toBe("wrap_up");
  expect(reads).toHaveLength(2);
});

it("takes a push while the first read is still on its way", async () => {
  const errors = vi.fn();
  const other = ["agents", "other"];
  const observer = new QueryObserver<View>(client, { queryKey: other, queryFn: () => new Promise<View>(() => {}) });
  const stop = observer.subscribe((result) => result.error && errors(result.error));
  adoptNews(client, other, { status: "available" });
  await settle();
  expect(observer.getCurrentResult().data).toEqual({ status: "available" });
  expect(errors).not.toHaveBeenCalled();
  stop();
});
