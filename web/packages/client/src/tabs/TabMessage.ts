import type { AnswerFrame, ClientReceipt, ServerFrame } from '../Frame.ts';
import type { Asked } from '../Requests.ts';
import type { Token } from '../SignIn.ts';

/** What the tab that leads connects with, for the one that leads after it. */
export interface Credentials {
  /** `expiresInSeconds` counts from when it was passed on. */
  readonly token: Token;
  readonly registrationId: string;
}

/** How a page is looked at. */
export interface PageLook {
  readonly shown: boolean;
  /** When it was last looked at, by the machine's clock: of two that are shown the later one counts. */
  readonly lookedAt: number;
}

/** What tabs tell each other. `from` is the random id of a tab; all hear everything of their origin, server and channel. */
export type TabMessage = { readonly from: string } & (
  | { readonly kind: 'who' }
  | { readonly kind: 'lead'; readonly personId: string }
  | { readonly kind: 'join'; readonly personId: string }
  | {
      readonly kind: 'state';
      readonly personId: string;
      readonly frames: readonly ServerFrame[];
      readonly credentials: Credentials;
    }
  | { readonly kind: 'frame'; readonly personId: string; readonly frame: ServerFrame }
  | { readonly kind: 'credentials'; readonly personId: string; readonly credentials: Credentials }
  | { readonly kind: 'lost'; readonly personId: string; readonly signedOut: boolean }
  | { readonly kind: 'ask'; readonly personId: string; readonly requestId: string; readonly asked: Asked }
  | { readonly kind: 'answer'; readonly to: string; readonly answer: AnswerFrame }
  | { readonly kind: 'rendered'; readonly personId: string; readonly receipt: ClientReceipt }
  | { readonly kind: 'tryNow'; readonly personId: string }
  | { readonly kind: 'page'; readonly personId: string; readonly look: PageLook | null }
);
