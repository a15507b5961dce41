// What every service of the compose file must be like. Each rule takes the parsed file and returns its complaints as sentences.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const complaints = (list) => list.filter(([bad]) => bad).map(([, sentence]) => sentence);
const services = (file) => Object.entries(file.services);
const ours = (service) => /^pivotal-(\w+)/.exec(service.image)?.[1];
const seconds = (text) => Number(/^(\d+)s$/.exec(text ?? '')?.[1] ?? NaN);

export const rootless = (file, { stages }) => services(file).flatMap(([name, service]) => complaints([
  [!/^[1-9]\d*:[1-9]\d*$/.test(service.user ?? ''), `${name} does not run as a numbered user other than root.`],
  [ours(service) && stages[ours(service)]?.user !== service.user, `${name} runs as ${service.user}, its image as ${stages[ours(service)]?.user}.`],
  [service.read_only !== true, `${name} can write its root file system.`],
  [!service.cap_drop?.includes('ALL') || service.cap_add, `${name} keeps capabilities.`],
  [!service.security_opt?.includes('no-new-privileges:true'), `${name} may gain privileges.`],
  [service.privileged || service.network_mode === 'host' || service.pid === 'host', `${name} shares the machine's own space.`],
]));

export const limits = (file) => services(file).flatMap(([name, { deploy, pids_limit }]) => complaints([
  [!(Number(deploy?.resources?.limits?.cpus) > 0), `${name} has no limit of processors.`],
  [!/^\d+[mg]$/.test(deploy?.resources?.limits?.memory ?? ''), `${name} has no limit of memory.`],
  [!(pids_limit > 0), `${name} has no limit of processes.`],
]));

export const health = (file, { stages }) => services(file).flatMap(([name, service]) => complaints([
  [!service.healthcheck?.test && !stages[ours(service)]?.healthcheck, `Nobody asks ${name} how it is.`],
  ...Object.entries(service.depends_on ?? {}).map(([on, { condition }]) => [condition !== 'service_healthy' || !file.services[on], `${name} does not wait for ${on} to be well.`]),
]));

export const stop = (file, { shutdown }) => services(file).flatMap(([name, service]) => {
  const needs = shutdown[/([^/:]+)(?::[^/]*)?$/.exec(service.image)[1]] ?? 30;
  return complaints([[!(seconds(service.stop_grace_period) > needs), `${name} is killed after ${service.stop_grace_period} and needs up to ${needs} s to stop.`]]);
});

const number = (ip) => ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
const inside = (ip, cidr) => {
  const [start, bits] = cidr.split('/');
  return Math.floor(number(ip) / 2 ** (32 - bits)) === Math.floor(number(start) / 2 ** (32 - bits));
};

export const network = (file) => {
  const [{ subnet, ip_range: others }] = file.networks.cluster.ipam.config;
  const silos = services(file).filter(([, service]) => ours(service) === 'silo');
  const addresses = silos.map(([, service]) => service.environment.PIVOTAL_SILO_ADDRESS);
  const on = (name, network) => (Array.isArray(file.services[name].networks) ? file.services[name].networks.includes(network) : network in file.services[name].networks);
  return [
    ...complaints([
      [silos.length < 2, 'There are fewer than two silos.'],
      [new Set(addresses).size !== addresses.length, 'Two silos have one address.'],
      [(file.services.api.deploy.replicas ?? 1) < 2, 'There are fewer than two API processes.'],
      [file.services.api.environment.PIVOTAL_PROXIES !== file.networks.front.ipam?.config[0].subnet, 'The API does not believe nginx, or somebody else.'],
      [services(file).some(([name, service]) => ours(service) !== 'api' && name !== 'nginx' && on(name, 'front')), 'Somebody else is on the network of nginx and the API.'],
    ]),
    ...silos.flatMap(([name, service]) => {
      const address = service.environment.PIVOTAL_SILO_ADDRESS;
      return complaints([
        [service.networks.cluster?.ipv4_address !== address, `${name} tells others ${address} and has ${service.networks.cluster?.ipv4_address}.`],
        [!inside(address, subnet) || inside(address, others), `${address} of ${name} is not set aside in ${subnet}.`],
      ]);
    }),
    ...services(file).filter(([name, service]) => service.ports && name !== 'nginx').map(([name]) => `${name} is published.`),
    ...['front', 'cluster', 'database'].filter((name) => file.networks[name]?.internal !== true).map((name) => `The network ${name} leads outside.`),
    ...['silo', 'api'].flatMap((image) => services(file).filter(([, service]) => ours(service) === image).map(([name]) => name)).flatMap((name) => ['cluster', 'database'].filter((net) => !on(name, net)).map((net) => `${name} is not on ${net}.`)),
    ...complaints([[on('nginx', 'cluster') || on('nginx', 'database'), 'nginx reaches more than the API.'], [!on('nginx', 'front') || !on('api', 'front'), 'nginx does not reach the API.']]),
  ];
};

export const images = (file, { stages }) => services(file).flatMap(([name, service]) => {
  const image = ours(service);
  if (!image) return complaints([[!/^docker\.io\/library\/[a-z]+:\d/.test(service.image), `${name} takes an image without a version: ${service.image}.`]]);
  return complaints([
    [!stages[image], `${name}: the Containerfile has no stage ${image}.`],
    [!(service.volumes ?? []).some((volume) => volume.endsWith(`:${stages[image]?.env.PIVOTAL_DATA}`)), `${name} has nothing at ${stages[image]?.env.PIVOTAL_DATA}.`],
    [!(service.tmpfs ?? []).some((entry) => entry.startsWith('/tmp:')), `${name} has no /tmp.`],
  ]);
});

/** Every mounted file exists, every volume and secret is declared. */
export const mounts = (file, { folder }) => services(file).flatMap(([name, service]) => [
  ...(service.volumes ?? []).flatMap((volume) => {
    const [from] = volume.split(':');
    return from.startsWith('.')
      ? complaints([[!existsSync(join(folder, from)), `${name} mounts ${from}, which is not there.`]])
      : complaints([[!(from in file.volumes), `${name} uses the volume ${from}, which is not declared.`]]);
  }),
  ...(service.secrets ?? []).map((secret) => secret.source ?? secret).filter((secret) => !(secret in file.secrets)).map((secret) => `${name} uses the secret ${secret}, which is not declared.`),
]);

/** Uploads are written by an API process and read by a silo: all of them have one volume there. */
export const uploads = (file, { stages }) => {
  const folder = (service) => (service.volumes ?? []).find((volume) => volume.endsWith(`:${stages[ours(service)].env.PIVOTAL_DATA}`))?.split(':')[0];
  const folders = services(file).filter(([, service]) => stages[ours(service)]).map(([name, service]) => [name, folder(service)]);
  return folders.filter(([, from]) => !from || from !== folders[0][1]).map(([name, from]) => `${name} keeps uploads in ${from}, and ${folders[0][0]} in ${folders[0][1]}.`);
};

export const settings = (file) => services(file).flatMap(([, service]) => Object.entries(service.environment ?? {}));

export const all = { rootless, limits, health, stop, network, images, mounts, uploads };
