// A real @microsoft/signalr client, steered by lines of JSON on stdin and telling what it saw on stdout.
//   {"do":"clock","n":1}                                   → {"clock":1,"at":<ns>}
//   {"do":"connect","key":"a","url":"…","cookie":"…"}      → {"connected":"a"}
// Each call of "frames" → {"key":"a","at":<ns>,"frames":[…]}; the time is taken before anything else is done.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const require = createRequire(process.argv[2] + '/package.json');
const signalr = require('@microsoft/signalr');
const say = (thing) => process.stdout.write(JSON.stringify(thing) + '\n');
const now = () => Number(process.hrtime.bigint());

async function connect({ key, url, cookie }) {
  const connection = new signalr.HubConnectionBuilder()
    .withUrl(url, { headers: cookie ? { Cookie: cookie } : {}, transport: signalr.HttpTransportType.WebSockets })
    .configureLogging(signalr.LogLevel.Error)
    .build();
  connection.on('frames', (frames) => {
    const at = now();
    say({ key, at, frames });
  });
  connection.onclose((error) => say({ closed: key, why: String(error ?? '') }));
  await connection.start();
  say({ connected: key });
}

const commands = {
  clock: ({ n }) => say({ clock: n, at: now() }),
  connect: (command) => connect(command).catch((error) => say({ failed: command.key, why: String(error) })),
};
const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const command = JSON.parse(line);
  commands[command.do](command);
});
lines.on('close', () => process.exit(0));
