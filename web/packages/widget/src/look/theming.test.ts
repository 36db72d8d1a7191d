import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { messageOnWire, onWire, someAlert, someInstant, someMessage } from '@redline/client/testing/some';
import { afterEach, expect, it } from 'vitest';
import type { ClientElement } from '../ClientElement.ts';
import { connectedStage, show } from '../testing/stage.ts';
import { look } from './look.styles.ts';
import { dark, light } from './palette.ts';
import '../register.ts';

const guide = readFileSync(resolve(import.meta.dirname, '../../../../../docs/widget.md'), 'utf8');
const elements = ['redline-toasts', 'redline-banner', 'redline-panel', 'redline-badge', 'redline-connection'] as const;

afterEach(() => document.body.replaceChildren());

const partsOf = (element: ClientElement) =>
  [...element.renderRoot.querySelectorAll('[part]')].flatMap((found) =>
    (found.getAttribute('part') ?? '').split(/\s+/).filter(Boolean),
  );

async function everything(tag: (typeof elements)[number]): Promise<ClientElement> {
  const many = Array.from({ length: 5 }, (_, i) => someAlert({ alertId: `B${i}`, queueId: `b${i}` }));
  const alerts = [someAlert({ severity: 'CRITICAL' }), ...many].map(onWire);
  const stage = await connectedStage('SUPERVISOR', alerts);
  if (tag === 'redline-banner') for (const alert of many) stage.alert(onWire({ ...alert, revision: 2 }), 'BANNER');
  const resolved = {
    state: 'RESOLVED',
    resolvedAt: someInstant,
    resolvedReason: 'conditionCleared',
    revision: 3,
  } as const;
  stage.alert(onWire(someAlert({ alertId: 'B0', queueId: 'b0', ...resolved })));
  stage.server.socket.receive({ type: 'message', offset: 9, message: messageOnWire(someMessage()) });
  if (tag === 'redline-connection') {
    stage.server.tokenStatus = 400;
    stage.server.socket.receive({ type: 'closing', code: 'token.invalid', message: '', reconnect: false });
    await stage.timers.advance(1_000);
  }
  return show(document.createElement(tag) as ClientElement, stage.client);
}

it.each(elements)('%s has parts, each in docs/widget.md', async (tag) => {
  const parts = new Set(partsOf(await everything(tag)));
  expect(parts.size).toBeGreaterThan(0);
  for (const part of parts) expect(guide).toContain(`\`${part}\``);
});

it('has every custom property in docs/widget.md', () => {
  const sheet = look.cssText;
  const properties = new Set([...sheet.matchAll(/var\((--redline-[a-z-]+)/g)].map(([, name]) => name));
  expect(properties.size).toBeGreaterThanOrEqual(Object.keys(light).length + 3);
  for (const name of properties) expect(guide).toContain(`\`${name}\``);
});

it('takes the scheme of an attribute over what the browser prefers', () => {
  const rule = (selector: string) => look.cssText.split(selector)[1]?.split('}')[0] ?? '';
  expect(rule(":host([scheme='dark'])")).toContain(dark.criticalSurface);
  expect(rule(":host([scheme='light'])")).toContain(light.criticalSurface);
  expect(look.cssText.indexOf(":host([scheme='light'])")).toBeGreaterThan(look.cssText.indexOf('prefers-color-scheme'));
});

it('names no side of the page: what is left in one language is right in another', () => {
  const styles = elements.flatMap((tag) => (customElements.get(tag) as unknown as typeof ClientElement).elementStyles);
  const texts = styles.map((style) => ('cssText' in style ? style.cssText : ''));
  expect(texts.join('').length).toBeGreaterThan(1_000);
  for (const text of texts) {
    expect(text).not.toMatch(
      /(?:^|[\s;{-])(?:left|right)\s*:|(?:margin|padding|border)-(?:left|right)|text-align:\s*(?:left|right)/,
    );
  }
});
