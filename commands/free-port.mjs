import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

const bind = (port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/**
 * A loopback port nobody listens on. Below the range the kernel takes outgoing ports from: a port found with "listen on 0" is
 * inside that range and can be gone, as somebody's outgoing connection, before the program that is told about it listens.
 */
export async function freePort() {
  for (let tries = 0; tries < 200; tries++) {
    const port = randomInt(10_000, 30_000);
    if (await bind(port)) return port;
  }
  throw new Error('No free port between 10000 and 30000 on 127.0.0.1.');
}
