import type { Instant, RedlineClient, RedlineClientEvents, Role } from '@redline/client';
import { html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Texts } from './texts/english.ts';
import { languageAround, type Speech, speechOf } from './texts/texts.ts';

type Change = Exclude<keyof RedlineClientEvents, 'problem'>;

/** How long a change may wait for a frame: a page that is not shown gets none, but has a title and speaks. */
const frameMilliseconds = 250;

/**
 * An element that shows what a client knows. However many frames arrive, it renders once per animation frame; with
 * `ticking` also once a second, for what changes with the clock alone. It speaks the language of the page: of the nearest
 * `lang` attribute, its own included, or where there are no texts in that, of the browser.
 *
 * @property client - Whose state to show. The element never starts or stops it.
 * @attribute lang - Its language, where it is another than the page's.
 * @attribute scheme - `light` or `dark`; what the browser prefers without it.
 */
export abstract class ClientElement extends LitElement {
  static override properties: PropertyDeclarations = { client: { attribute: false } };

  declare client: RedlineClient | null;
  protected abstract readonly follows: readonly Change[];
  #stopFollowing: (() => void)[] = [];
  #ticker: ReturnType<typeof setInterval> | undefined;
  #followed: RedlineClient | null = null;
  #speech: Speech | null = null;
  readonly #languages = new MutationObserver(() => this.requestUpdate());

  constructor() {
    super();
    this.client = null;
  }

  /** The language of the last rendering, with its texts. */
  protected get speech(): Speech {
    this.#speech ??= speechOf(languageAround(this));
    return this.#speech;
  }

  protected get texts(): Texts {
    return this.speech.texts;
  }

  /** A sentence in its own direction, whichever way the page is written; readers hear in which language it is. */
  protected words(text: string): TemplateResult {
    return html`<bdi lang=${this.speech.language} dir=${this.speech.direction}>${text}</bdi>`;
  }

  /** Agents until told otherwise: they are shown less. */
  protected get personRole(): Role {
    return this.client?.person?.role ?? 'AGENT';
  }

  /** The time to reckon waits with: while the server is not heard they stand still, for nobody knows whether they run. */
  protected get shownNow(): Instant | null {
    if (this.client === null) return null;
    const { state, heardAt } = this.client.connection;
    return state === 'CONNECTED' ? this.client.clock.now() : heardAt;
  }

  /** Whether what is shown changes while nothing arrives. */
  protected get ticking(): boolean {
    return true;
  }

  /** Renders once more with the next animation frame; for a rendering that has left something for it. */
  protected updateAgain(): void {
    void this.updateComplete.then(() => this.requestUpdate());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ticker = setInterval(() => {
      if (this.ticking) this.requestUpdate();
    }, 1_000);
    // A page may let people choose another language without loading anew.
    this.#languages.observe(document.documentElement, { attributes: true, attributeFilter: ['lang'] });
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticker);
    this.#languages.disconnect();
    this.#unfollow();
  }

  protected override async scheduleUpdate(): Promise<void> {
    await nextFrame();
    if (this.isConnected) this.#follow();
    this.#speech = null;
    super.scheduleUpdate();
  }

  #follow(): void {
    if (this.#followed === this.client) return;
    this.#unfollow();
    this.#followed = this.client;
    const client = this.client;
    if (client === null) return;
    this.#stopFollowing = this.follows.map((change) => client.on(change, () => this.requestUpdate()));
  }

  #unfollow(): void {
    for (const stop of this.#stopFollowing) stop();
    this.#stopFollowing = [];
    this.#followed = null;
  }
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    const frame = requestAnimationFrame(() => {
      clearTimeout(timeout);
      resolve();
    });
    const timeout = setTimeout(() => {
      cancelAnimationFrame(frame);
      resolve();
    }, frameMilliseconds);
  });
}
