import { messageOnWire, onWire, someAlert, someInstant, someMessage } from '@redline/client/testing/some';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { connectedStage, type Stage, show, textOf, textsOf } from '../../testing/stage.ts';
import type { RedlineToasts } from './redline-toasts.component.ts';
import './redline-toasts.ts';

const wire = (...changes: Parameters<typeof someAlert>) => onWire(someAlert(...changes));
const words = (element: RedlineToasts) => textsOf(element, '.toast .words');
const polite = (element: RedlineToasts) => textOf(element, '[aria-live=polite]');
const assertive = (element: RedlineToasts) => textOf(element, '[aria-live=assertive]');

async function toasts(stage: Stage): Promise<RedlineToasts> {
  return show(document.createElement('redline-toasts'), stage.client);
}

afterEach(() => document.body.replaceChildren());

describe('what is shown', () => {
  it('shows severity as class, icon and text', async () => {
    const element = await toasts(await connectedStage('AGENT', [wire()]));
    const toast = element.renderRoot.querySelector('.toast');
    expect([...(toast?.classList ?? [])]).toEqual(expect.arrayContaining(['redline-alert', 'redline-alert--warning']));
    expect(toast?.querySelector('svg.icon')).not.toBeNull();
    expect(words(element)).toEqual(['WarningBilling: long wait. Over 5 min, 7 waiting.']);
  });

  it('shows one toast per queue, with its worst alert', async () => {
    const chat = wire({ alertId: 'A2', mediaType: 'chat', severity: 'CRITICAL' });
    const element = await toasts(await connectedStage('SUPERVISOR', [wire(), chat]));
    expect(words(element)).toEqual(['CriticalBilling (chat): over 5 min. 7 waiting, 0 free, longest 6:12.']);
  });

  it('goes silently when the alert is over', async () => {
    const stage = await connectedStage('AGENT', [wire()]);
    const element = await toasts(stage);
    const said = polite(element);
    stage.alert(wire({ revision: 2, state: 'RESOLVED', resolvedAt: someInstant, resolvedReason: 'conditionCleared' }));
    await element.updateComplete;
    expect(words(element)).toHaveLength(0);
    expect(polite(element)).toBe(said);
  });

  it('ends a burst of 200 alerts as three toasts and a collecting line, in few renderings', async () => {
    const stage = await connectedStage('SUPERVISOR');
    const element = await toasts(stage);
    const rendered = vi.spyOn(element as unknown as { render(): unknown }, 'render');
    for (let i = 1; i <= 200; i++) stage.alert(wire({ alertId: `A${i}`, queueId: `q${i}`, queueName: `Queue ${i}` }));
    await element.updateComplete;
    expect(words(element)).toHaveLength(3);
    expect(textOf(element, '.collected .more')).toBe('197 more queues');
    expect(rendered.mock.calls.length).toBeLessThanOrEqual(2);
    expect(polite(element)).toBe('200 queues are over their limit.');
  });

  it('says one more queue in the singular, and tells the page when it is pressed', async () => {
    const four = [1, 2, 3, 4].map((i) => wire({ alertId: `A${i}`, queueId: `q${i}` }));
    const element = await toasts(await connectedStage('AGENT', four));
    const more = element.renderRoot.querySelector<HTMLButtonElement>('.more');
    expect(more?.textContent?.trim()).toBe('1 more queue');
    const pressed = vi.fn();
    document.body.addEventListener('redline-show-all', pressed, { once: true });
    more?.click();
    expect(pressed).toHaveBeenCalledOnce();
  });
});

describe('hiding', () => {
  it('hides at once and on all desktops, and returns when severity rises', async () => {
    const stage = await connectedStage('AGENT', [wire()]);
    const element = await toasts(stage);
    element.renderRoot.querySelector<HTMLButtonElement>('.hide')?.click();
    await element.updateComplete;
    expect(words(element)).toHaveLength(0);
    expect(stage.client.alerts.open).toHaveLength(1);
    expect(stage.server.socket.framesOf('hide')).toMatchObject([{ alertId: 'A1', severity: 'WARNING' }]);
    stage.alert(wire({ revision: 2 }));
    await element.updateComplete;
    expect(words(element)).toHaveLength(0);
    stage.alert(wire({ revision: 3, severity: 'CRITICAL' }));
    await element.updateComplete;
    expect(words(element)).toHaveLength(1);
  });

  it('hides the focused toast on Escape, keeps the key to itself, and moves the focus to the next', async () => {
    const stage = await connectedStage('AGENT', [
      wire(),
      wire({ alertId: 'A2', queueId: 'claims', queueName: 'Claims' }),
    ]);
    const element = await toasts(stage);
    const outside = vi.fn();
    document.body.addEventListener('keydown', outside, { once: true });
    const button = element.renderRoot.querySelector<HTMLButtonElement>('.hide');
    button?.focus();
    button?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    await element.updateComplete;
    expect(words(element)).toEqual(['WarningClaims: long wait. Over 5 min, 7 waiting.']);
    expect(outside).not.toHaveBeenCalled();
    expect(element.shadowRoot?.activeElement?.getAttribute('aria-label')).toBe('Hide Claims');
  });

  it('hides the newest on Escape when nothing has the focus and nobody else wants the key', async () => {
    const newer = wire({ alertId: 'A2', queueId: 'claims', queueName: 'Claims', triggeredAt: someInstant + 1 });
    const stage = await connectedStage('AGENT', [newer, wire()]);
    const element = await toasts(stage);
    const press = async (cancel = false) => {
      const event = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
      if (cancel) event.preventDefault();
      document.body.dispatchEvent(event);
      await element.updateComplete;
      return words(element).length;
    };
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
    expect(await press()).toBe(2);
    field.blur();
    expect(await press(true)).toBe(2);
    expect(await press()).toBe(1);
    expect(words(element)[0]).toContain('Billing');
    expect(document.activeElement).toBe(document.body);
  });

  it('hides all that is collected with one press', async () => {
    const many = Array.from({ length: 9 }, (_, i) => wire({ alertId: `A${i}`, queueId: `q${i}` }));
    const element = await toasts(await connectedStage('AGENT', many));
    element.renderRoot.querySelector<HTMLButtonElement>('.collected .hide')?.click();
    await element.updateComplete;
    expect(words(element)).toHaveLength(3);
    expect(element.renderRoot.querySelector('.collected')).toBeNull();
  });
});

describe('taking', () => {
  const take = (element: RedlineToasts) => element.renderRoot.querySelector<HTMLButtonElement>('.take');
  const answer = (stage: Stage, ok: boolean, code: string | null) =>
    stage.server.socket.receive({ type: 'answer', requestId: 'r1', ok, code, message: null, ownerName: null });

  it('is for supervisors', async () => {
    expect(take(await toasts(await connectedStage('AGENT', [wire()])))).toBeNull();
    const element = await toasts(await connectedStage('SUPERVISOR', [wire()]));
    expect(take(element)?.textContent?.trim()).toBe("I'll take it");
  });

  it('asks the server, and what somebody has is no toast any more', async () => {
    const stage = await connectedStage('SUPERVISOR', [wire()]);
    const element = await toasts(stage);
    take(element)?.click();
    await element.updateComplete;
    expect(take(element)?.getAttribute('aria-disabled')).toBe('true');
    expect(stage.server.socket.framesOf('acknowledge')).toMatchObject([{ alertId: 'A1', note: null }]);
    answer(stage, true, null);
    const acknowledgement = { personId: 'ana', name: 'Ana Ruiz', at: someInstant, note: null, severity: null };
    stage.alert(wire({ revision: 2, state: 'ACKNOWLEDGED', acknowledgement }));
    await element.updateComplete;
    expect(words(element)).toHaveLength(0);
  });

  it('comes back when the alert grows worse than it was when somebody took it', async () => {
    const stage = await connectedStage('SUPERVISOR', [wire()]);
    const element = await toasts(stage);
    const acknowledgement = {
      personId: 'ana',
      name: 'Ana Ruiz',
      at: someInstant,
      note: null,
      severity: 'WARNING',
    } as const;
    stage.alert(wire({ revision: 2, state: 'ACKNOWLEDGED', acknowledgement }));
    await element.updateComplete;
    expect(words(element)).toHaveLength(0);
    stage.alert(wire({ revision: 3, state: 'ACKNOWLEDGED', severity: 'CRITICAL', acknowledgement }));
    await element.updateComplete;
    expect(words(element)).toHaveLength(1);
    stage.alert(
      wire({
        revision: 4,
        state: 'ACKNOWLEDGED',
        severity: 'CRITICAL',
        acknowledgement: { ...acknowledgement, severity: 'CRITICAL' },
      }),
    );
    await element.updateComplete;
    expect(words(element)).toHaveLength(0);
  });

  it('that failed says so, and can be tried again', async () => {
    const stage = await connectedStage('SUPERVISOR', [wire()]);
    const element = await toasts(stage);
    take(element)?.click();
    answer(stage, false, 'not.ready');
    await vi.waitFor(() => expect(textOf(element, '.words em')).toBe('Not taken. Try again.'));
    expect(polite(element)).toBe('Not taken. Try again.');
    take(element)?.click();
    await element.updateComplete;
    expect(stage.server.socket.framesOf('acknowledge')).toHaveLength(2);
    expect(textOf(element, '.words em')).toBe('');
  });

  it('by somebody faster is no failure', async () => {
    const stage = await connectedStage('SUPERVISOR', [wire()]);
    const element = await toasts(stage);
    take(element)?.click();
    answer(stage, false, 'alert.already.acknowledged');
    await vi.waitFor(() => expect(take(element)?.getAttribute('aria-disabled')).toBe('false'));
    expect(element.renderRoot.querySelector('.words em')).toBeNull();
  });
});

describe('messages', () => {
  const message = (...changes: Parameters<typeof someMessage>) => ({
    type: 'message',
    offset: 2,
    message: messageOnWire(someMessage(...changes)),
  });

  it('are toasts with title and text, said once, that can only be hidden', async () => {
    const stage = await connectedStage('SUPERVISOR', [wire()]);
    const element = await toasts(stage);
    stage.server.socket.receive(message({ severity: 'INFORMATION' }));
    await element.updateComplete;
    expect(textOf(element, '.redline-message--information .words')).toBe(
      'InformationPhones in Leeds are down Calls come in over Hull until noon.',
    );
    expect(polite(element)).toBe('Information. Phones in Leeds are down. Calls come in over Hull until noon.');
    expect(element.renderRoot.querySelector('.redline-message .take')).toBeNull();
    element.renderRoot.querySelector<HTMLButtonElement>('.redline-message .hide')?.click();
    await element.updateComplete;
    expect(element.renderRoot.querySelector('.redline-message')).toBeNull();
    expect(stage.client.messages.open).toHaveLength(1);
    expect(stage.server.socket.framesOf('hide')).toHaveLength(0);
  });

  it('interrupt supervisors only, and only when critical', async () => {
    for (const [role, heard] of [
      ['SUPERVISOR', /^Critical\. Phones/],
      ['AGENT', /^$/],
    ] as const) {
      const stage = await connectedStage(role);
      stage.server.socket.receive(message({ severity: 'CRITICAL' }));
      expect(assertive(await toasts(stage))).toMatch(heard);
    }
  });
});

describe('what is proven', () => {
  it('is what was painted on a page that is shown', async () => {
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    const stage = await connectedStage('AGENT', [wire()]);
    const element = await toasts(stage);
    const rendered = vi.spyOn(stage.client, 'rendered');
    element.requestUpdate();
    await element.updateComplete;
    await new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));
    expect(rendered).not.toHaveBeenCalled();
    hidden.mockRestore();
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.waitFor(() => expect(rendered).toHaveBeenCalledWith(stage.client.alerts.open[0], 'WIDGET'));
    await stage.timers.advance(20);
    expect(stage.server.socket.framesOf('receipt')).toMatchObject([{ receipt: 'received' }, { receipt: 'rendered' }]);
  });
});

describe('its language', () => {
  it('is the page’s, and follows it', async () => {
    const element = await toasts(await connectedStage('SUPERVISOR', [wire()]));
    document.documentElement.lang = 'de-DE';
    await vi.waitFor(() => expect(textsOf(element, '.actions button')).toEqual(['Ich übernehme', 'Ausblenden']));
    expect(words(element)).toEqual(['WarnungBilling: über 5 min. 7 warten, 0 frei, am längsten 6:12.']);
    expect(element.renderRoot.querySelector('.words bdi')?.getAttribute('lang')).toBe('de');
    document.documentElement.removeAttribute('lang');
  });

  it('is its own where it has one', async () => {
    const element = document.createElement('redline-toasts');
    element.lang = 'de';
    await show(element, (await connectedStage('AGENT', [wire()])).client);
    expect(element.renderRoot.querySelector('.hide')?.getAttribute('aria-label')).toBe('Billing ausblenden');
  });
});

describe('what is said', () => {
  it('is polite for agents, even of a critical one', async () => {
    const element = await toasts(await connectedStage('AGENT', [wire({ severity: 'CRITICAL' })]));
    expect(polite(element)).toBe('Critical. Billing: very long wait. Over 5 min, 7 waiting.');
    expect(assertive(element)).toBe('');
  });

  it('is assertive for what is critical to supervisors, polite for warnings', async () => {
    const stage = await connectedStage('SUPERVISOR', [wire({ severity: 'CRITICAL' })]);
    stage.alert(wire({ alertId: 'A2', queueId: 'claims', queueName: 'Claims' }));
    const element = await toasts(stage);
    expect(assertive(element)).toMatch(/^Critical\. Billing/);
    expect(polite(element)).toMatch(/^Warning\. Claims/);
  });

  it('is not said again when only values change', async () => {
    const stage = await connectedStage('AGENT', [wire()]);
    const element = await toasts(stage);
    const before = element.renderRoot.querySelector('[aria-live=polite] p');
    stage.alert(wire({ revision: 2, metrics: { waitingCount: 9 } }));
    await element.updateComplete;
    expect(words(element)[0]).toContain('9 waiting');
    expect(element.renderRoot.querySelector('[aria-live=polite] p')).toBe(before);
  });

  it('never takes the focus', async () => {
    const field = document.createElement('input');
    const stage = await connectedStage('SUPERVISOR');
    const element = await toasts(stage);
    document.body.append(field);
    field.focus();
    stage.alert(wire({ severity: 'CRITICAL' }));
    await element.updateComplete;
    expect(document.activeElement).toBe(field);
  });
});
