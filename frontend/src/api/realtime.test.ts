import { beforeEach, expect, it, vi } from "vitest";

interface Frame {
  epoch: number;
  seq: number;
  channel: string;
  kind: string;
  data: unknown;
}

const hub = {
  state: "Disconnected",
  onFrames: (_: Frame[]) => {},
  onLost: () => {},
  onBack: () => {},
  resumed: [] as unknown[],
  answers: [] as unknown[],
  start: () => Promise.resolve(),
  stop: () => Promise.resolve(),
  on: (_: string, handler: (frames: Frame[]) => void) => (hub.onFrames = handler),
  onreconnecting: (handler: () => void) => (hub.onLost = handler),
  onreconnected: (handler: () => void) => (hub.onBack = handler),
  onclose: () => {},
  invoke: (_: string, position: unknown) => {
    hub.resumed.push(position);
    return Promise.resolve(hub.answers.shift());
  },
};

vi.mock("@microsoft/signalr", () => ({
  LogLevel: { None: 6 },
  HubConnectionState: { Disconnected: "Disconnected" },
  HubConnectionBuilder: class {
    withUrl() {
      return this;
    }
    withAutomaticReconnect() {
      return this;
    }
    configureLogging() {
      return this;
    }
    build() {
      return hub;
    }
  },
}));

const { realtime } = await import("./realtime");
const settle = () => new Promise((resolve) => setTimeout(resolve));
const frame = (seq: number, epoch = 1): Frame => ({ epoch, seq, channel: "desk", kind: "agent", data: seq });

beforeEach(() => {
  realtime.stop();
  hub.resumed = [];
  hub.answers = [];
});

it("resumes by number after a reconnect: nothing is missed and nothing comes twice", async () => {
  const seen: unknown[] = [];
  const off = realtime.on("desk", (_, data) => seen.push(data));
  hub.answers = [
    { reset: false, epoch: 1, seq: 4, frames: [] },
    { reset: false, epoch: 1, seq: 8, frames: [frame(6), frame(7), frame(8)] },
  ];
  realtime.start();
  await settle();
  hub.onFrames([frame(5)]);

  hub.onLost();
  hub.onBack();
  hub.onFrames([frame(8), frame(9)]); // pushed while the answer to Resume is still on its way
  await settle();

  expect(hub.resumed).toEqual([null, { epoch: 1, seq: 5 }]);
  expect(seen).toEqual([5, 6, 7, 8, 9]);
  expect(realtime.state).toBe("live");
  off();
});

it("takes a refused question for a failed one: it is not live, and asks again after connecting anew", async () => {
  hub.answers = [{ reset: false, epoch: 0, seq: 0, frames: [], refused: "rate.limited" }];
  realtime.start();
  await settle();
  expect(realtime.state).not.toBe("live");
  realtime.stop();
});

it("asks the page to fetch again when the server no longer has what was missed", async () => {
  const reset = vi.fn();
  const off = realtime.onReset(reset);
  hub.answers = [
    { reset: false, epoch: 1, seq: 4, frames: [] },
    { reset: true, epoch: 2, seq: 40, frames: [] },
  ];
  realtime.start();
  await settle();
  expect(reset).not.toHaveBeenCalled();
  hub.onLost();
  hub.onBack();
  await settle();
  expect(reset).toHaveBeenCalledTimes(1);

  const seen: unknown[] = [];
  realtime.on("desk", (_, data) => seen.push(data));
  hub.onFrames([frame(40, 2), frame(41, 2)]);
  expect(seen).toEqual([41]);
  off();
});
