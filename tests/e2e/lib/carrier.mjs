// The carrier's own record: who was dialled when, what is alive, who was dialled twice. It is the witness of every sentence about calls.

export class Carrier {
  #dials = [];
  #read = 0;

  constructor(simulatorUrl) {
    this.url = simulatorUrl;
  }

  get = async (path) => (await fetch(`${this.url}/sim${path}`)).json();

  /** Calls to people's numbers (agents' legs are SIP), in the order of their dials. */
  calls = async () => (await this.get('/calls?limit=1000000')).filter((call) => call.to.startsWith('+'));

  /** Every dial so far as {to, at}. Asks only for what is new, so that it may be asked often. */
  async dials() {
    const fresh = await this.get(`/calls?after=${this.#read}`);
    this.#read += fresh.length;
    for (const call of fresh) if (call.to.startsWith('+')) this.#dials.push({ to: call.to, at: Date.parse(call.dialledAt) });
    return this.#dials;
  }

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

/** For each key the seconds from `from` to its first dial after it; null for one that did not dial until `dials` were read. */
export function firstDials(dials, keyOf, keys, from) {
  return keys.map((key) => {
    const next = dials.find((dial) => keyOf(dial) === key && dial.at > from);
    return next ? (next.at - from) / 1000 : null;
  });
}

/** For each key the longest time without a dial between `from` and `to`, seconds; their ends count as dials. */
export function longestSilences(dials, keyOf, keys, from, to) {
  return keys.map((key) => {
    const times = [
      from,
      ...dials
        .filter((dial) => keyOf(dial) === key)
        .map((dial) => dial.at)
        .filter((at) => at > from && at < to),
      to,
    ];
    return Math.max(...times.slice(1).map((at, i) => at - times[i])) / 1000;
  });
}
