// What every Kubernetes object of ours must be like. Each rule takes the objects and returns its complaints as sentences.

const labelsMatch = (selector, labels) => Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value)
  && (selector.matchExpressions ?? []).every(({ key, operator, values }) => operator === 'In' && values.includes(labels[key]));
const of = (objects, kind) => objects.filter((object) => object.kind === kind);
const pods = (objects) => of(objects, 'Deployment').map((object) => ({ object, name: object.metadata.name, spec: object.spec.template.spec, labels: object.spec.template.metadata.labels }));
const containers = (objects) => pods(objects).flatMap((pod) => [...(pod.spec.initContainers ?? []), ...pod.spec.containers].map((container) => ({ pod, container, name: `${pod.name}/${container.name}` })));
const complaints = (list) => list.filter(([bad]) => bad).map(([, sentence]) => sentence);
const imageName = (image) => /([^/:]+)(?::[^/]*)?$/.exec(image)[1];

export const rootless = (objects, { stages }) => containers(objects).flatMap(({ pod, container, name }) => {
  const security = { ...pod.spec.securityContext, ...container.securityContext };
  const stage = stages[imageName(container.image).replace(/^pivotal-/, '')];
  return complaints([
    [security.runAsNonRoot !== true, `${name} may run as root.`],
    [!(security.runAsUser > 0), `${name} names no user.`],
    [stage && Number(stage.user?.split(':')[0]) !== security.runAsUser, `${name} runs as ${security.runAsUser}, its image as ${stage?.user}.`],
    [security.readOnlyRootFilesystem !== true, `${name} can write its root file system.`],
    [security.allowPrivilegeEscalation !== false, `${name} may gain privileges.`],
    [!security.capabilities?.drop?.includes('ALL') || security.capabilities.add, `${name} keeps capabilities.`],
    [security.seccompProfile?.type !== 'RuntimeDefault', `${name} has no seccomp profile.`],
    [security.privileged || pod.spec.hostNetwork || pod.spec.hostPID || pod.spec.hostIPC, `${name} shares the node's own space.`],
    [(pod.spec.volumes ?? []).some((volume) => volume.hostPath), `${name} mounts a folder of the node.`],
    [pod.spec.automountServiceAccountToken !== false, `${name} gets a token it does not need.`],
    [!of(objects, 'ServiceAccount').some((account) => account.metadata.name === pod.spec.serviceAccountName), `${name} runs under an account that is not made here.`],
  ]);
});

export const noRoles = (objects) => objects.filter((object) => /Role(Binding)?$/.test(object.kind)).map((object) => `${object.kind} ${object.metadata.name}: no process of ours speaks to the Kubernetes API.`);

export const limits = (objects) => containers(objects).flatMap(({ container, name }) => ['requests', 'limits'].flatMap((kind) => ['cpu', 'memory']
  .filter((what) => !container.resources?.[kind]?.[what])
  .map((what) => `${name} has no ${what} ${kind}.`)));

export const probes = (objects) => containers(objects).flatMap(({ container, name }) => {
  const ports = new Set((container.ports ?? []).map((port) => port.name));
  const ours = imageName(container.image).startsWith('pivotal-');
  return Object.entries({ startupProbe: '/health/live', livenessProbe: '/health/live', readinessProbe: '/health/ready' }).flatMap(([kind, path]) => {
    const asks = container[kind]?.httpGet;
    return complaints([
      [!asks, `${name} has no ${kind}.`],
      [asks && !ports.has(asks.port), `${name}: ${kind} asks port ${asks?.port}, which is not one of its ports.`],
      [asks && ours && asks.path !== path, `${name}: ${kind} asks ${asks?.path}.`],
    ]);
  });
});

export const rolls = (objects, { shutdown }) => pods(objects).flatMap(({ object, name, spec, labels }) => {
  const update = object.spec.strategy?.rollingUpdate;
  const container = spec.containers[0];
  const stop = container.lifecycle?.preStop;
  const needs = (stop?.sleep?.seconds ?? 0) + shutdown[imageName(container.image)];
  return complaints([
    [object.spec.strategy?.type !== 'RollingUpdate' || update?.maxUnavailable !== 0 || !(update.maxSurge > 0), `${name} stops a process before the new one is ready.`],
    [stop && !stop.sleep, `${name}: preStop needs a program in an image that has none.`],
    [!(spec.terminationGracePeriodSeconds > needs), `${name} is killed after ${spec.terminationGracePeriodSeconds} s and needs up to ${needs} s to stop.`],
    [!(spec.topologySpreadConstraints ?? []).some((spread) => spread.topologyKey === 'kubernetes.io/hostname' && labelsMatch(spread.labelSelector, labels)), `${name} may lie on one node altogether.`],
    [!of(objects, 'PodDisruptionBudget').some((budget) => labelsMatch(budget.spec.selector, labels) && budget.spec.maxUnavailable === 1), `${name} has no disruption budget.`],
    [!labelsMatch(object.spec.selector, labels), `${name} does not select its own pods.`],
    [object.spec.replicas !== undefined && object.spec.replicas < 2, `${name} is one process.`],
    [object.spec.replicas === undefined && !of(objects, 'HorizontalPodAutoscaler').some((scaler) => scaler.spec.scaleTargetRef.name === name && scaler.spec.minReplicas >= 2), `${name} has neither a number nor a scaler.`],
  ]);
});

export const services = (objects) => of(objects, 'Service').flatMap((service) => {
  const behind = pods(objects).filter((pod) => labelsMatch({ matchLabels: service.spec.selector }, pod.labels));
  return [
    ...complaints([[behind.length === 0, `Service ${service.metadata.name} has nothing behind it.`]]),
    ...behind.flatMap((pod) => service.spec.ports.filter((port) => !pod.spec.containers.some((container) => container.ports?.some((has) => [has.name, has.containerPort].includes(port.targetPort))))
      .map((port) => `Service ${service.metadata.name}: ${pod.name} has no port ${port.targetPort}.`)),
  ];
});

/** Who may reach a pod's port, by the names of the deployments; `*` for everybody. */
function callers(objects, pod, port) {
  const isolating = of(objects, 'NetworkPolicy').filter((policy) => policy.spec.policyTypes?.includes('Ingress') && labelsMatch(policy.spec.podSelector, pod.labels));
  if (isolating.length === 0) return ['*'];
  return isolating.flatMap((policy) => policy.spec.ingress ?? [])
    .filter((rule) => !rule.ports || rule.ports.some((has) => has.port === port))
    .flatMap((rule) => (rule.from ?? [{}]).flatMap((from) => from.podSelector && !from.namespaceSelector
      ? pods(objects).filter((other) => labelsMatch(from.podSelector, other.labels)).map((other) => other.name)
      : ['*']));
}

/** Which pods may leave for a port outside the namespace's own pods. */
const leavers = (objects, port) => pods(objects).filter((pod) => {
  const policies = of(objects, 'NetworkPolicy').filter((policy) => policy.spec.policyTypes?.includes('Egress') && labelsMatch(policy.spec.podSelector, pod.labels));
  return policies.length === 0 || policies.flatMap((policy) => policy.spec.egress ?? []).some((rule) => (!rule.ports || rule.ports.some((has) => has.port === port)) && (!rule.to || rule.to.some((to) => to.ipBlock)));
}).map((pod) => pod.name);

const same = (found, wanted) => JSON.stringify([...new Set(found)].sort()) === JSON.stringify([...wanted].sort());

export const network = (objects) => {
  const named = Object.fromEntries(pods(objects).map((pod) => [pod.name, pod]));
  const reach = [
    ['pivotal-silo', 11111, ['pivotal-silo']],
    ['pivotal-silo', 30000, ['pivotal-api']],
    ['pivotal-silo', 8080, []],
    ['pivotal-api', 8080, ['pivotal-nginx']],
  ].flatMap(([to, port, wanted]) => complaints([[!same(callers(objects, named[to], port), wanted), `${to}:${port} can be reached by ${callers(objects, named[to], port).join(', ') || 'nobody'} and not by ${wanted.join(', ') || 'nobody'}.`]]));
  const leave = [[5432, ['pivotal-api', 'pivotal-silo']], [443, ['pivotal-silo']]]
    .flatMap(([port, wanted]) => complaints([[!same(leavers(objects, port), wanted), `Port ${port} outside can be reached by ${leavers(objects, port).join(', ')}.`]]));
  const everything = of(objects, 'NetworkPolicy').find((policy) => Object.keys(policy.spec.podSelector).length === 0 && !policy.spec.ingress && !policy.spec.egress && policy.spec.policyTypes?.length === 2);
  return [...reach, ...leave, ...complaints([[!everything, 'No policy closes everything first.']])];
};

export const images = (objects, { stages }) => containers(objects).flatMap(({ container, name }) => {
  const image = imageName(container.image);
  if (!image.startsWith('pivotal-')) return [];
  const stage = stages[image.replace(/^pivotal-/, '')];
  if (!stage) return [`${name}: the Containerfile has no stage for ${image}.`];
  const said = (container.ports ?? []).map((port) => port.containerPort);
  return complaints([
    [!same(said, stage.expose), `${name} has the ports ${said}, its image ${stage.expose}.`],
    [!(container.volumeMounts ?? []).some((mount) => mount.mountPath === stage.env.PIVOTAL_DATA), `${name} has nothing at ${stage.env.PIVOTAL_DATA}.`],
    [!(container.volumeMounts ?? []).some((mount) => mount.mountPath === '/tmp'), `${name} has no /tmp.`],
  ]);
});

/** Uploads are written by an API process and read by a silo on another node: all of them mount one claim there, which several nodes may write. */
export const uploads = (objects, { stages }) => pods(objects).flatMap(({ name, spec }) => {
  const data = stages[imageName(spec.containers[0].image).replace(/^pivotal-/, '')]?.env.PIVOTAL_DATA;
  if (!data) return [];
  const volume = spec.containers[0].volumeMounts?.find((mount) => mount.mountPath === data)?.name;
  const claim = spec.volumes?.find((each) => each.name === volume)?.persistentVolumeClaim?.claimName;
  const found = of(objects, 'PersistentVolumeClaim').find((object) => object.metadata.name === claim);
  return complaints([
    [claim !== 'pivotal-data', `${name} keeps uploads in ${claim ?? 'a folder of its own'}.`],
    [found && !found.spec.accessModes.includes('ReadWriteMany'), `${claim} can be written from one node only.`],
  ]);
});

/** TLS between the processes: all of ours have it or none, and the files lie in a mounted secret. */
export const clusterTls = (objects) => {
  const names = ['PIVOTAL_TLS_CERT', 'PIVOTAL_TLS_KEY', 'PIVOTAL_TLS_CA'];
  const map = of(objects, 'ConfigMap').find((each) => each.metadata.name.startsWith('pivotal-settings'))?.data ?? {};
  const given = names.filter((name) => map[name]);
  if (given.length === 0) return [];
  return [
    ...names.filter((name) => !map[name]).map((name) => `TLS between the processes lacks ${name}.`),
    ...pods(objects).filter(({ spec }) => /^pivotal-(silo|api)$/.test(imageName(spec.containers[0].image))).flatMap(({ name, spec }) => given.filter((setting) => {
      const mount = spec.containers[0].volumeMounts.find((each) => map[setting].startsWith(`${each.mountPath}/`) && each.readOnly);
      return !spec.volumes.find((volume) => volume.name === mount?.name)?.secret;
    }).map((setting) => `${name}: ${setting} names ${map[setting]}, where no secret is mounted.`)),
  ];
};

/** What a manifest sets, with its value; values from references are left out. */
export const settings = (objects) => [
  ...containers(objects).flatMap(({ container }) => (container.env ?? []).map(({ name, value }) => [name, value ?? ''])),
  ...of(objects, 'ConfigMap').filter((map) => map.metadata.name.startsWith('pivotal-settings')).flatMap((map) => Object.entries(map.data)),
];

export const all = { rootless, noRoles, limits, probes, rolls, services, network, images, uploads, clusterTls };
