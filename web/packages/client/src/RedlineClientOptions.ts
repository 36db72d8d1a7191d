import type { Device, DeviceStore } from './Device.ts';
import type { Fetch } from './Fetch.ts';
import type { GetToken } from './PageTokens.ts';
import type { OpenSocket } from './Socket.ts';
import type { Timers } from './Timers.ts';
import type { TabPlace } from './tabs/TabPlace.ts';

/** What a client needs. Only the server must be given; the last six are given by tests. */
export interface RedlineClientOptions {
  /** `http:` or `https:` URL of the server; its path is passed over. */
  readonly server: string;
  /** URL of the token endpoint; the server's own by default. */
  readonly tokenUrl?: string;
  /** The person's sign-in code; empty or absent starts SIGNED_OUT. */
  readonly code?: string;
  /** Gives the person's tokens in place of a sign-in code and the token endpoint. */
  readonly getToken?: GetToken;
  /** What kind of desktop this is; a page of a browser by default. */
  readonly device?: Device;
  /** Where the random name of this device is kept; `localStorage` by default. */
  readonly deviceStore?: DeviceStore;
  /** Where this tab meets others of its person; null: it keeps to itself. The browser's by default. */
  readonly tabs?: TabPlace | null;
  readonly openSocket?: OpenSocket;
  readonly openStream?: OpenSocket;
  readonly fetch?: Fetch;
  readonly timers?: Timers;
  readonly random?: () => number;
}

/** What listeners hear: each says only that something changed; the client holds the new state. */
export interface RedlineClientEvents {
  connection: undefined;
  /** Alerts, or what of them is hidden. */
  alerts: undefined;
  messages: undefined;
  queues: undefined;
  /** What there is no live data of. */
  blind: undefined;
  /** The server sent something that is not in the protocol, or refused us; the text is for a log, not for people. */
  problem: string;
}
