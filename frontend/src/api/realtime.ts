import { HubConnectionBuilder, HubConnectionState, LogLevel, type HubConnection } from "@microsoft/signalr";
import { useEffect, useRef, useSyncExternalStore } from "react";

// The hub is not part of the OpenAPI document; this is its contract (docs/contract.md, Realtime).
interface Frame {
  epoch: number;
  seq: number;
  channel: string;
  kind: string;
  data: unknown;
}
type Position = { epoch: number; seq: number };
type Replay = Position & { reset: boolean; frames: Frame[]; refused?: string | null };
export type LinkState = "connecting" | "live" | "stale" | "off";
type Handler = (kind: string, data: unknown) => void;

const staleAfter = 3000;
const retryAfter = 2000;
/** The server has said that there is no place for another window; asking every other second would not make one. */
const retryWhenRefused = 30_000;

/** One connection for the whole page. Frames are numbered; after each (re)connect the missed ones are asked for by number. */
class Realtime {
  private hub: HubConnection | undefined;
  private position: Position | null = null;
  private readonly handlers = new Map<string, Set<Handler>>();
  private readonly resets = new Set<() => void>();
  private readonly watchers = new Set<() => void>();
  private staleTimer: ReturnType<typeof setTimeout> | undefined;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private held: Frame[] | null = null;
  private refused = false;
  state: LinkState = "off";

  start() {
    if (this.hub) return;
    const hub = new HubConnectionBuilder()
      .withUrl("/hub")
      .withAutomaticReconnect({ nextRetryDelayInMilliseconds: (retry) => Math.min(10_000, 250 * 2 ** retry.previousRetryCount) })
      .configureLogging(LogLevel.None)
      .build();
    this.hub = hub;
    hub.on("frames", (frames: Frame[]) => this.receive(frames));
    hub.onreconnecting(() => this.lost());
    hub.onreconnected(() => void this.resume(hub).catch(() => hub.stop()));
    hub.onclose(() => this.hub === hub && this.connectLater(hub));
    this.lost("connecting");
    void this.connect(hub);
  }

  stop() {
    const hub = this.hub;
    this.hub = undefined;
    this.position = null;
    this.held = null;
    clearTimeout(this.retryTimer);
    clearTimeout(this.staleTimer);
    this.show("off");
    if (hub && hub.state !== HubConnectionState.Disconnected) void hub.stop();
  }

  on(channel: string, handler: Handler) {
    const set = this.handlers.get(channel) ?? new Set();
    this.handlers.set(channel, set);
    set.add(handler);
    return () => {
      set.delete(handler);
    };
  }

  /** Called when frames were lost for good: refetch what is shown. */
  onReset(handler: () => void) {
    this.resets.add(handler);
    return () => {
      this.resets.delete(handler);
    };
  }

  watch = (listener: () => void) => {
    this.watchers.add(listener);
    return () => {
      this.watchers.delete(listener);
    };
  };

  private async connect(hub: HubConnection) {
    try {
      this.held = [];
      this.refused = false;
      if (hub.state === HubConnectionState.Disconnected) await hub.start();
      await this.resume(hub);
    } catch {
      if (this.hub === hub) this.connectLater(hub);
    }
  }

  private connectLater(hub: HubConnection) {
    this.lost();
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(() => void this.connect(hub), this.refused ? retryWhenRefused : retryAfter);
  }

  private async resume(hub: HubConnection) {
    this.held ??= [];
    const known = this.position;
    const replay = await hub.invoke<Replay>("Resume", known);
    // Nothing was looked up; connecting anew, a while later, asks again.
    if (replay.refused) throw new Error(replay.refused);
    const arrived = this.held ?? [];
    this.held = null;
    if (replay.reset || !known) {
      this.position = { epoch: replay.epoch, seq: replay.seq };
      if (known) for (const reset of this.resets) reset();
    }
    this.receive(replay.frames);
    this.receive(arrived);
    clearTimeout(this.staleTimer);
    this.staleTimer = undefined;
    this.show("live");
  }

  private receive(frames: Frame[]) {
    if (frames.some((f) => f.channel === "session" && f.kind === "refused")) this.refused = true;
    if (this.held) {
      this.held.push(...frames);
      return;
    }
    for (const frame of frames) {
      const last = this.position;
      if (last && frame.epoch === last.epoch && frame.seq <= last.seq) continue;
      this.position = { epoch: frame.epoch, seq: frame.seq };
      for (const handler of this.handlers.get(frame.channel) ?? []) handler(frame.kind, frame.data);
    }
  }

  private lost(state: LinkState = "connecting") {
    this.held = [];
    if (this.state !== "stale") this.show(state);
    this.staleTimer ??= setTimeout(() => this.show("stale"), staleAfter);
  }

  private show(state: LinkState) {
    if (state === this.state) return;
    this.state = state;
    for (const listener of this.watchers) listener();
  }
}

export const realtime = new Realtime();

/** Calls the handler for every frame of a channel while mounted. The newest handler is used; it need not be stable. */
export function useChannel<T>(channel: string, handler: (kind: string, data: T) => void) {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => realtime.on(channel, (kind, data) => latest.current(kind, data as T)), [channel]);
}

export function useLinkState() {
  return useSyncExternalStore(realtime.watch, () => realtime.state);
}
