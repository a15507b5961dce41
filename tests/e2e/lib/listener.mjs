// A browser's connection without the browser: the npm SignalR client, which comes back by itself and asks for what it missed.
import { HubConnectionBuilder, LogLevel } from '@microsoft/signalr';

export class Listener {
  frames = new Set();
  losses = 0;
  resets = 0;
  last = null;
  position = null;

  static async connect(client) {
    const listener = new Listener();
    listener.connection = new HubConnectionBuilder()
      .withUrl(`${client.baseUrl}/hub`, { headers: { cookie: client.cookie } })
      .withAutomaticReconnect({ nextRetryDelayInMilliseconds: () => 200 })
      .configureLogging(LogLevel.None)
      .build();
    listener.connection.on('frames', (frames) => frames.forEach((frame) => listener.#take(frame)));
    // As the front end does it: the position is that of the loss, and not of a frame that overtakes the question.
    listener.connection.onreconnecting(() => {
      listener.losses++;
      listener.position = listener.last;
    });
    listener.connection.onreconnected(() => listener.#resume());
    await listener.connection.start();
    await listener.#resume();
    return listener;
  }

  get connected() {
    return this.connection.state === 'Connected';
  }

  #take({ epoch, seq }) {
    this.frames.add(`${epoch}/${seq}`);
    if (!this.last || epoch > this.last.epoch || seq > this.last.seq) this.last = { epoch, seq };
  }

  async #resume() {
    // A connection that is lost again while it asks comes here once more; a question that failed is asked again.
    let answer;
    while (!(answer = await this.#ask())) {
      if (!this.connected) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    if (answer.reset) this.resets++;
    answer.frames.forEach((frame) => this.#take(frame));
    if (!this.last || answer.reset) this.last = { epoch: answer.epoch, seq: answer.seq };
    this.from ??= { epoch: answer.epoch, seq: answer.seq };
  }

  /** Null: it failed, or was refused. */
  async #ask() {
    const answer = await this.connection.invoke('Resume', this.position).catch(() => null);
    return answer?.refused ? null : answer;
  }

  stop = () => this.connection.stop();
}
