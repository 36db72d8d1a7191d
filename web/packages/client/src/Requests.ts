import type { AnswerFrame, ClientRequest } from './Frame.ts';

/** Why something that was asked for was not done. */
export class RequestRefused extends Error {
  /** The server's, or `connection.lost` when its answer did not come, or `too.many.requests`. */
  readonly code: string;
  /** Who has the alert, when another person has. */
  readonly ownerName: string | null;

  constructor(code: string, message: string, ownerName: string | null = null) {
    super(message);
    this.code = code;
    this.ownerName = ownerName;
  }
}

/** What is asked, before it has an id. */
export type Asked = ClientRequest extends infer R ? (R extends ClientRequest ? Omit<R, 'requestId'> : never) : never;

interface Open {
  readonly request: ClientRequest;
  readonly resolve: () => void;
  readonly reject: (refused: RequestRefused) => void;
}

/** As many as the server answers at a time, and as many as may wait for their turn. */
const answerLimit = 8;
const waitingLimit = 1_000;

/** What was asked of the server and not answered yet. Each is settled by its answer or by the loss of the session. */
export class Requests {
  readonly #send: (request: ClientRequest) => boolean;
  readonly #asked = new Map<string, Open>();
  #waiting: Open[] = [];
  #last = 0;

  /** `send` says whether there was a session to send it with. */
  constructor(send: (request: ClientRequest) => boolean) {
    this.#send = send;
  }

  /** Asks; resolves when it is done, rejects with RequestRefused when it is not, or nobody can know. */
  ask(asked: Asked): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length >= waitingLimit) {
        reject(new RequestRefused('too.many.requests', 'Too much is waiting for an answer.'));
        return;
      }
      this.#waiting.push({ request: { ...asked, requestId: `r${++this.#last}` } as ClientRequest, resolve, reject });
      this.#ask();
    });
  }

  /** Takes an answer; one that nobody waits for is passed over. */
  answered(answer: AnswerFrame): void {
    const open = this.#asked.get(answer.requestId);
    if (open === undefined) return;
    this.#asked.delete(answer.requestId);
    if (answer.ok) open.resolve();
    else open.reject(new RequestRefused(answer.code ?? 'refused', answer.message ?? '', answer.ownerName));
    this.#ask();
  }

  /** No answer will come any more. */
  lost(): void {
    const open = [...this.#asked.values(), ...this.#waiting];
    this.#asked.clear();
    this.#waiting = [];
    for (const { reject } of open) {
      reject(new RequestRefused('connection.lost', 'The connection was lost before the answer.'));
    }
  }

  #ask(): void {
    while (this.#asked.size < answerLimit) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.#asked.set(next.request.requestId, next);
      if (!this.#send(next.request)) this.lost();
    }
  }
}
