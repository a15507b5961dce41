// Steady requests of people at work, each of which must be answered with success, whatever happens behind the proxy.

export class Load {
  failures = [];
  count = 0;
  #stop = false;

  /** @param asks functions that make one request each with a client, in turns */
  static start(clients, asks, pauseMs = 100) {
    const load = new Load();
    load.done = Promise.all(clients.map((client, i) => load.#run(client, asks, i, pauseMs)));
    return load;
  }

  async #run(client, asks, turn, pauseMs) {
    while (!this.#stop) {
      const ask = asks[turn++ % asks.length];
      const at = new Date().toISOString();
      try {
        this.count++;
        await ask(client);
      } catch (error) {
        this.failures.push(`${at} ${ask.name}: ${error.message}${error.cause ? ` (${error.cause.message})` : ''}`);
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }

  async stop() {
    this.#stop = true;
    await this.done;
  }
}
