// Simulator, API and a browser for specs that need no `./pivotal up`: the carrier's own record is at hand, and people talk until hung up on.
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../commands/free-port.mjs';
import { launch, output, person, signIn } from './browser.mjs';
import { people } from './main-job.mjs';
import { newApiKey, startApi, startSimulator } from './parts.mjs';

/** Each of them answers and talks until hung up on. */
export const talkers = Array.from({ length: 8 }, (_, i) => `+129055501${String(i).padStart(2, '0')}`);

export class Stage {
  screens = [];

  static async open(name) {
    const stage = new Stage();
    mkdirSync(output, { recursive: true });
    stage.data = mkdtempSync(join(tmpdir(), `pivotal-${name}-`));
    // Under root the database's account has to pass through.
    chmodSync(stage.data, 0o755);
    try {
      const [port, key] = [await freePort(), newApiKey()];
      stage.simulator = await startSimulator(stage.data, port, key, { SIM_SPEED: '4' });
      stage.api = await startApi(stage.data, port, stage.simulator, key);
      stage.browser = await launch();
      stage.us = people(stage.data, 0);
      return stage;
    } catch (error) {
      await stage.close();
      throw error;
    }
  }

  get url() {
    return this.api.url;
  }

  /** The page of somebody who has signed in. */
  async at(who, options) {
    const screen = await person(this.browser, this.url, options);
    this.screens.push(screen);
    await signIn(screen.page, who);
    return screen.page;
  }

  /** What pages complained about, but for a status that a step provokes; 401 is the question who is there, before the sign-in. */
  complaints = (expected = []) =>
    this.screens
      .flatMap((screen) => screen.complaints)
      .filter((text) => ![401, ...expected].some((status) => text.includes(`status of ${status}`)));

  foreign = () => this.screens.flatMap((screen) => screen.foreign);

  async close() {
    await this.browser?.close();
    await this.api?.end();
    await this.simulator?.end();
    if (this.data) rmSync(this.data, { recursive: true, force: true });
  }
}
