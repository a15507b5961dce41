// A program's view of the product: one cookie session per client, problems as errors with their code.

export class Problem extends Error {
  constructor(status, body) {
    super(`${status} ${body?.code ?? ''} ${body?.detail ?? ''}`.trim());
    this.status = status;
    this.code = body?.code;
    this.body = body;
  }
}

export class Client {
  #cookie = '';
  #csrf = '';

  constructor(baseUrl) {
    this.baseUrl = baseUrl;
  }

  static async signIn(baseUrl, { email, password }) {
    const client = new Client(baseUrl);
    const session = await client.post('/session', { email, password });
    client.#csrf = session.csrfToken;
    client.session = session;
    return client;
  }

  get cookie() {
    return this.#cookie;
  }

  get = (path) => this.send('GET', path);
  post = (path, body, headers) => this.send('POST', path, body, headers);
  put = (path, body, headers) => this.send('PUT', path, body, headers);
  delete = (path, body, headers) => this.send('DELETE', path, body, headers);

  async send(method, path, body, headers = {}) {
    const response = await this.raw(method, path, body, headers);
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    const parsed = type.includes('json') && text ? JSON.parse(text) : text;
    if (!response.ok) throw new Problem(response.status, parsed);
    return parsed;
  }

  async raw(method, path, body, headers = {}) {
    const isText = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(`${this.baseUrl}/api/v1${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(body === undefined ? {} : { 'content-type': isText ? 'text/csv' : 'application/json' }),
        ...(this.#cookie ? { cookie: this.#cookie } : {}),
        ...(this.#csrf ? { 'x-pivotal-csrf': this.#csrf } : {}),
        ...headers,
      },
      body: body === undefined ? undefined : isText ? body : JSON.stringify(body),
    });
    const set = response.headers.getSetCookie();
    for (const line of set) {
      const pair = line.split(';')[0];
      if (/^(__Host-)?pivotal=./.test(pair)) this.#cookie = pair;
    }
    return response;
  }
}

/** Asks again until the answer satisfies; a deadline is a failure with the last answer in it, never a timing assertion. */
export async function until(what, ask, satisfied, seconds = 60, everyMs = 150) {
  const end = Date.now() + seconds * 1000;
  let last;
  for (;;) {
    try {
      last = await ask();
      if (satisfied(last)) return last;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end)
      throw new Error(
        `${what}: not within ${seconds} s; last answer: ${last instanceof Error ? last.message : JSON.stringify(last)?.slice(0, 800)}`,
      );
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
