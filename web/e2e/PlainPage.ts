import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

/** A page of somebody else, on an origin of its own, whose server gets tokens for the person who is signed in there. */
export class PlainPage {
  readonly #server: Server;
  readonly url: string;

  private constructor(server: Server, url: string) {
    this.#server = server;
    this.url = url;
  }

  /** `html` is the page; `token` gives what its `/token` answers. */
  static async serve(port: number, html: string, token: () => Promise<unknown>): Promise<PlainPage> {
    const server = createServer(async (request, response) => {
      if (request.url === '/token' && request.method === 'POST') {
        response.setHeader('content-type', 'application/json').end(JSON.stringify(await token()));
      } else {
        response.setHeader('content-type', 'text/html; charset=utf-8').end(html);
      }
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return new PlainPage(server, `http://127.0.0.1:${port}`);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
