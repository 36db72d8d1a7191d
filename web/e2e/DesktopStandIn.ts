import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type WebSocket, WebSocketServer } from 'ws';

const built = fileURLToPath(new URL('../../src/Redline.Server/wwwroot/', import.meta.url));
const pages: Record<string, string> = {
  '/desktop': 'desktop/index.html',
  '/genesys': 'genesys/index.html',
  '/flows': 'console/index.html',
};
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** What the real server sends with the page; the page must work under it. */
export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; " +
  "require-trusted-types-for 'script'; trusted-types lit-html";

/**
 * Stands in for the server where only the look of the page matters: serves the built page, signs anybody in, and
 * sends whatever frames it is told to. It proves nothing about the real server.
 */
export class DesktopStandIn {
  /** What the token endpoint answers with. */
  tokenStatus = 200;
  /** Whether a socket is accepted at all. */
  accepting = true;
  /** Why nothing that is asked is done; null: it is. */
  answerCode: string | null = null;
  /** What the API answers to a path that is read; null: nothing that is known here. */
  api: (path: string, query: URLSearchParams) => { readonly status: number; readonly body: unknown } | null = () =>
    null;
  /** Called with each socket that has said hello. */
  greet: (send: (frame: unknown) => void, socket: WebSocket) => void = () => {};

  readonly #http: Server = createServer((request, response) => void this.#answer(request, response));
  readonly #sockets = new WebSocketServer({ noServer: true });

  constructor() {
    this.#http.on('upgrade', (request, socket, head) => {
      if (!this.accepting || request.url !== '/api/v2/desktop') {
        socket.destroy();
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#follow(opened));
    });
  }

  /** Starts on a free port and answers with the origin. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#http.listen(0, '127.0.0.1', resolve));
    const address = this.#http.address();
    if (address === null || typeof address === 'string') throw new Error('No port');
    return `http://127.0.0.1:${address.port}`;
  }

  async stop(): Promise<void> {
    this.drop();
    await new Promise<void>((resolve) => this.#http.close(() => resolve()));
  }

  /** Ends every connection without a word. */
  drop(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#http.closeAllConnections();
  }

  #follow(socket: WebSocket): void {
    const send = (frame: unknown) => socket.send(JSON.stringify(frame));
    socket.on('message', (data) => {
      const { type, id, requestId } = JSON.parse(String(data)) as { type: string; id?: number; requestId?: string };
      if (type === 'hello') this.greet(send, socket);
      if (type === 'ping') send({ type: 'pong', id });
      if (requestId !== undefined) {
        const code = this.answerCode;
        send({ type: 'answer', requestId, ok: code === null, code, message: null, ownerName: null });
      }
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (path === '/oauth/token') {
      response.writeHead(this.tokenStatus, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ access_token: 'stand-in', token_type: 'Bearer', expires_in: 3600 }));
      return;
    }
    if (path === '/api/v2/pushnotifications/registrations') {
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ id: 'stand-in', state: 'ACTIVE' }));
      return;
    }
    const answer = this.api(path, searchParams);
    if (answer !== null) {
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer.body));
      return;
    }
    const file = normalize(join(built, pages[path] ?? path));
    try {
      if (!file.startsWith(built)) throw new Error('Outside of what is served');
      const content = await readFile(file);
      response.writeHead(200, {
        'content-type': types[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff',
      });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  }
}
