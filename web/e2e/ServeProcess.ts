import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RedlineProcess } from './RedlineProcess.ts';

const people = `people:
  - {id: ana, name: Ana Weber, role: AGENT}
  - {id: sam, name: Sam Brook, role: SUPERVISOR}
  - {id: zoe, name: Zoe Adler, role: ADMINISTRATOR}
`;

const permissions = [
  'observations:observation:add',
  'eventStreams:stream:view',
  'eventStreams:stream:edit',
  'alerts:alert:view',
  'telephony:supervision:view',
  'identity:person:edit',
  // Nobody makes a sign-in code for somebody who may do more.
  'identity:person:view',
  'eventStreams:queueSet:view',
  'eventStreams:parameter:view',
  'silences:silence:view',
  'silences:silence:edit',
  'escalations:escalation:view',
  'escalations:escalation:add',
  'escalations:escalation:edit',
  'flows:flow:view',
  'flows:flow:edit',
  'flows:execution:view',
  'flows:execution:add',
  'alerts:alert:acknowledge',
  'pushNotifications:registration:add',
];

/** An alert as the API lists it. */
export interface ListedAlert {
  readonly id: string;
  readonly state: string;
  readonly queueName: string;
  readonly triggeredAt: string;
  readonly resolvedAt: string | null;
}

/**
 * `redline serve` as a process of its own, as a user starts it, with an agent, a supervisor and an administrator, and a
 * stream that alerts from 60 s of wait on. The test is the platform: it says since when somebody waits.
 */
export class ServeProcess {
  readonly address: string;
  readonly #process: RedlineProcess;
  #bearer: string;

  private constructor(process: RedlineProcess, address: string, bearer: string) {
    this.#process = process;
    this.address = address;
    this.#bearer = bearer;
  }

  /** Starts it on a free port and an empty directory, and defines the stream. */
  static async start(directory: string, settings: readonly string[] = []): Promise<ServeProcess> {
    await writeFile(join(directory, 'people.yaml'), people);
    const files = ['--data', join(directory, 'server'), '--people', join(directory, 'people.yaml')];
    const set = settings.flatMap((setting) => ['--set', setting]);
    const process = await RedlineProcess.start(['serve', '--port', '0', ...files, ...set], 'Ctrl+C stops');
    const { printed } = process;
    const address = /listens at (\S+)/.exec(printed)?.[1];
    const code = /sign-in code, [^:]*: (\S+)/.exec(printed)?.[1];
    if (address === undefined || code === undefined) throw new Error(`no address or no code in:\n${printed}`);
    const server = new ServeProcess(process, address, await tokenFor(address, code));
    const key = await server.ask('POST', '/api/v2/apikeys', {
      name: 'End to end',
      permissions,
      expiresInSeconds: 86_400,
    });
    server.#bearer = (key as { readonly key: string }).key;
    await server.ask('POST', '/api/v2/eventstreams', {
      name: 'Waits',
      entityType: 'queue',
      clearAfterSeconds: 0,
      cooldownSeconds: 0,
      flapping: null,
      priority: 1,
      filterExpression: { field: 'waitTimeSeconds', operator: 'GREATER_THAN', value: 60 },
    });
    return server;
  }

  /** The key that `ask` asks with. */
  get key(): string {
    return this.#bearer;
  }

  /** A link that signs a person in, once; by another origin where the page is to be loaded through something else. */
  async linkOf(personId: string, origin: string = this.address): Promise<string> {
    return `${origin}/desktop#code=${await this.codeOf(personId)}`;
  }

  /** A sign-in code of a person, to be used once. */
  async codeOf(personId: string): Promise<string> {
    const { code } = (await this.ask('POST', `/api/v2/people/${personId}/signincodes`)) as { readonly code: string };
    return code;
  }

  /** Somebody has waited in a queue for some seconds; 0: nobody waits. */
  observe(queue: string, waitedSeconds: number): Promise<void> {
    return this.observeAll([queue], waitedSeconds);
  }

  /** The same of several queues at one instant. */
  async observeAll(queues: readonly string[], waitedSeconds: number): Promise<void> {
    const now = Date.now();
    const waits = waitedSeconds > 0;
    const metrics = {
      waitingCount: waits ? 1 : 0,
      oldestWaitingSince: waits ? new Date(now - waitedSeconds * 1_000).toISOString() : null,
    };
    const observedAt = new Date(now).toISOString();
    const observations = queues.map((queueName) => ({
      queueId: queueName.toLowerCase(),
      queueName,
      mediaType: 'voice',
      observedAt,
      metrics,
    }));
    const answer = await this.ask('POST', '/api/v2/observations', { source: 'end-to-end', observations });
    if ((answer as { readonly accepted: number }).accepted !== queues.length) throw new Error(JSON.stringify(answer));
  }

  /** Every alert there was, newest first. */
  async alerts(query = ''): Promise<readonly ListedAlert[]> {
    const found: ListedAlert[] = [];
    for (let number = 1; ; number++) {
      const page = (await this.ask('GET', `/api/v2/alerts?pageSize=100&pageNumber=${number}${query}`)) as {
        readonly entities: readonly ListedAlert[];
        readonly total: number;
      };
      found.push(...page.entities);
      if (found.length >= page.total || page.entities.length === 0) return found;
    }
  }

  /** Asks the API with a key that may do what the tests need; throws what was refused. */
  async ask(method: string, path: string, body?: unknown, bearer: string = this.#bearer): Promise<unknown> {
    const answer = await fetch(`${this.address}${path}`, {
      method,
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }

  /** Kills it at once. */
  kill(): Promise<void> {
    return this.#process.kill();
  }
}

async function tokenFor(address: string, code: string): Promise<string> {
  const form = { grant_type: 'urn:redline:grant-type:sign-in-code', code };
  const answer = await fetch(`${address}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
  if (!answer.ok) throw new Error(`no token: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { readonly access_token: string }).access_token;
}
