// An nginx of this machine on our configuration: paths and ports replaced, names asked at a DNS server of our own where nginx can do that.
import { execFileSync, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../commands/free-port.mjs';

const source = new URL('../nginx/', import.meta.url).pathname;
/** The first version with `sticky` and `resolve` in the open-source edition. */
const full = [1, 29, 6];

/** `{ program, version, full }`, or null where there is no nginx. `PIVOTAL_NGINX` names another one. */
export function installedNginx() {
  const program = process.env.PIVOTAL_NGINX ?? 'nginx';
  try {
    // It prints its version on stderr.
    const said = execFileSync('sh', ['-c', '"$0" -v 2>&1', program], { encoding: 'utf8' });
    const version = /nginx\/(\d+)\.(\d+)\.(\d+)/.exec(said)?.slice(1).map(Number);
    if (!version) return null;
    const difference = version.map((part, i) => part - full[i]).find((part) => part !== 0) ?? 0;
    return { program, version: version.join('.'), full: difference >= 0 };
  } catch {
    return null;
  }
}

/** A folder with the configuration as this nginx can read it. An older one gets a fixed list of processes and no HTTP/2. */
export async function render(nginx, apis, { tls = false, resolver = '127.0.0.1:53' } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'pivotal-nginx-'));
  cpSync(source, folder, { recursive: true });
  if (tls) cpSync(join(source, 'tls'), folder, { recursive: true });
  const ports = { 8080: await freePort(), 8081: await freePort(), 8082: await freePort(), 8443: await freePort() };
  const edit = (file, change) => writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')));
  const listen = (text) => text.replaceAll(/listen (\d+)/g, (_, port) => `listen 127.0.0.1:${ports[port]}`);
  edit('nginx.conf', (text) => `daemon off;\n${listen(text)}`
    .replace(/worker_processes \w+;/, 'worker_processes 1;')
    .replaceAll('/tmp/', `${folder}/`)
    .replaceAll('/dev/std', `${folder}/std`));
  const upstream = readFileSync(join(source, 'upstream.conf.template'), 'utf8');
  writeFileSync(join(folder, 'upstream.conf'), nginx.full
    ? upstream.replaceAll('${API_HOST}:8080', `api.test:${apis[0]?.port ?? 9}`).replaceAll('${API_HOST}', 'api.test').replaceAll('${NGINX_LOCAL_RESOLVERS}', resolver)
    : `upstream pivotal_api {\n  hash $remote_addr$http_cookie consistent;\n${apis.map((api) => `  server ${api.address}:${api.port} max_fails=0;\n`).join('') || '  server 127.0.0.1:9;\n'}  keepalive 64;\n}\n`);
  if (tls) {
    edit('edge-tls.conf', (text) => (nginx.full ? listen(text) : listen(text).replace(/^ *http2 on;\n/m, '')).replaceAll('/etc/pivotal-tls/', `${folder}/`));
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=crm.test',
      '-keyout', join(folder, 'tls.key'), '-out', join(folder, 'tls.crt')], { stdio: 'ignore' });
  }
  return { folder, ports, config: join(folder, 'nginx.conf') };
}

/** A name server that gives every name the same addresses. */
export async function nameServer(addresses) {
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    const end = query.indexOf(0, 12) + 5;
    const wantsV4 = query.readUInt16BE(end - 4) === 1;
    const list = wantsV4 ? addresses() : [];
    const head = Buffer.from(query.subarray(0, end));
    head.writeUInt16BE(0x8180, 2);
    head.writeUInt16BE(list.length, 6);
    head.writeUInt32BE(0, 8);
    const answers = list.map((address) => Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, ...address.split('.').map(Number)]));
    socket.send(Buffer.concat([head, ...answers]), from.port, from.address);
  });
  await new Promise((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return { address: `127.0.0.1:${socket.address().port}`, close: () => socket.close() };
}

/** Stands for an API process: says who it is and what it was sent. */
export async function echo(address, port) {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ from: address, url: request.url, method: request.method, headers: request.headers }));
  });
  server.on('upgrade', (request, socket) => socket.end(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nX-From: ${address}\r\n\r\n`));
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, address, resolve));
  return { address, port, close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }) };
}

/** Started, and answering on its own health port. */
export async function start(nginx, rendered) {
  const child = spawn(nginx.program, ['-c', rendered.config], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (data) => { said += data; });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let gone = false;
  ended.then(() => { gone = true; });
  for (;;) {
    if (gone) throw new Error(`nginx ended: ${said}`);
    try {
      if ((await fetch(`http://127.0.0.1:${rendered.ports[8081]}/`)).status === 204) break;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return {
    url: `http://127.0.0.1:${rendered.ports[8080]}`,
    log: () => readFileSync(join(rendered.folder, 'stdout'), 'utf8'),
    stop: async () => {
      child.kill('SIGQUIT');
      setTimeout(() => child.kill('SIGTERM'), 3_000).unref();
      await ended;
      rmSync(rendered.folder, { recursive: true, force: true });
    },
  };
}
