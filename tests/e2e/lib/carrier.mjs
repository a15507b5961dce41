// The carrier's own record: who was dialled when, what is alive, who was dialled twice. It is the witness of every sentence about calls.

export class Carrier {
  constructor(simulatorUrl) {
    this.url = simulatorUrl;
  }

  get = async (path) => (await fetch(`${this.url}/sim${path}`)).json();

  /** Calls to people's numbers (agents' legs are SIP), in the order of their dials. */
  calls = async () => (await this.get('/calls?limit=1000000')).filter((call) => call.to.startsWith('+'));

  /** Calls whose two legs are connected now. */
  live = async (area) => (await this.calls()).filter((call) => call.phase === 'bridged' && call.to.startsWith(area));

  /** Numbers dialled more than once; the campaigns of this suite make one attempt, so nobody may be. */
  twice = async () => (await this.get('/numbers')).filter((n) => n.number.startsWith('+') && (n.dials > 1 || n.mostAtOnce > 1));

  /** The id under which the product keeps a call; it is in the client state of every dial. */
  static callId(call) {
    const [, , subject] = Buffer.from(call.clientState, 'base64').toString().split('|');
    return subject.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }
}

/** Seconds. `p` of the values, by nearest rank. */
export function percentile(values, p) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)];
}

/** For each key the seconds from `from` to its first dial after it; null for one that did not dial until `calls` were read. */
export function firstDials(calls, keyOf, keys, from) {
  return keys.map((key) => {
    const next = calls.find((call) => keyOf(call) === key && Date.parse(call.dialledAt) > from);
    return next ? (Date.parse(next.dialledAt) - from) / 1000 : null;
  });
}

/** For each key the longest time without a dial between `from` and `to`, seconds; their ends count as dials. */
export function longestSilences(calls, keyOf, keys, from, to) {
  return keys.map((key) => {
    const times = [from, ...calls.filter((call) => keyOf(call) === key).map((call) => Date.parse(call.dialledAt)).filter((at) => at > from && at < to), to];
    return Math.max(...times.slice(1).map((at, i) => at - times[i])) / 1000;
  });
}
