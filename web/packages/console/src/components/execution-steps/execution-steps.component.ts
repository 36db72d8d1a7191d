import { look, severityClass, severityIcon } from '@redline/widget';
import { html, nothing, type TemplateResult } from 'lit';
import type { AlertFacts, Attempt, Execution, Step } from '../../flows/Execution.ts';
import type { Asked } from '../../flows/FlowsState.ts';
import { ConsoleElement } from '../ConsoleElement.ts';
import { nodeIcon } from '../icons.ts';
import { stateIcon } from '../stateIcon.ts';
import { valueText } from '../valueText.ts';
import styles from './execution-steps.styles.ts';

/**
 * One run step by step: what it was for, and of each step what it asked, every attempt, what came of it and when.
 *
 * @fires execution-closed - A person is done with it.
 */
export class ExecutionSteps extends ConsoleElement {
  static override styles = [look, styles];
  static override properties = {
    ...ConsoleElement.properties,
    execution: { attribute: false },
    alert: { attribute: false },
  };

  declare execution: Asked<Execution>;
  /** The alert that started it. */
  declare alert: Asked<AlertFacts>;

  constructor() {
    super();
    this.execution = { kind: 'none' };
    this.alert = { kind: 'none' };
  }

  protected override render(): TemplateResult {
    const { texts, execution } = this;
    switch (execution.kind) {
      case 'none':
        return html`<p class="quiet">${texts.noRunChosen}</p>`;
      case 'loading':
        return html`<p class="quiet">${texts.loading}</p>`;
      case 'refused':
        return html`<p class="quiet">${execution.message}</p>`;
      case 'here':
        return this.#run(execution.value);
    }
  }

  #run(execution: Execution): TemplateResult {
    const { texts, speech } = this;
    const { id, state, startedAt, finishedAt, trigger, reason, steps } = execution;
    return html`
      <header>
        <h2>${texts.run(id)}</h2>
        <span class="state ${state.toLowerCase()}">${stateIcon(state)}${texts.stateOf(state)}</span>
        <button type="button" @click=${() => this.tell('execution-closed', id)}>${texts.closeRun}</button>
      </header>
      <dl>
        ${fact(texts.queue, trigger.queueName ?? trigger.queueId ?? texts.noQueue)}
        ${trigger.mediaType === null ? nothing : fact(texts.media, trigger.mediaType)}
        ${fact(texts.startedAt, speech.moment(startedAt))}
        ${finishedAt === null ? nothing : fact(texts.took, speech.between(startedAt, finishedAt))}
        ${fact(texts.startedBy, trigger.startedBy ?? texts.byAlert)}
        ${reason === null ? nothing : fact(texts.reason, reason)}
        ${fact(texts.version, String(execution.version))}
      </dl>
      ${trigger.alertId === null ? nothing : this.#alertOf(trigger.alertId)}
      <h3>${texts.steps}</h3>
      ${
        steps.length === 0
          ? html`<p class="quiet">${texts.noSteps}</p>`
          : html`<ol>
              ${steps.map((step) => this.#step(step))}
            </ol>`
      }
      <p class="quiet small">${texts.redacted}</p>
    `;
  }

  #alertOf(id: string): TemplateResult {
    const { texts, alert } = this;
    return html`
      <section class="alert" aria-label="${texts.alert} ${id}">
        <b>${texts.alert} ${id}</b>
        ${alert.kind === 'here' ? this.#alertFacts(alert.value) : nothing}
        ${alert.kind === 'refused' ? html`<span class="quiet">${alert.message}</span>` : nothing}
      </section>
    `;
  }

  #alertFacts(alert: AlertFacts): TemplateResult {
    const { texts, speech } = this;
    const lasted =
      alert.resolvedAt === null
        ? texts.alertSince(speech.moment(alert.openedAt))
        : texts.alertUntil(speech.moment(alert.openedAt), speech.clock(alert.resolvedAt));
    return html`
      <span class="severity ${severityClass(alert.severity)}">
        ${severityIcon(alert.severity)}${texts.severity(alert.severity)}, ${texts.alertState(alert.state)}
      </span>
      <span>${alert.streamName ?? ''}</span>
      <span class="quiet">${lasted}</span>
    `;
  }

  #step(step: Step): TemplateResult {
    const { texts, speech } = this;
    const running = step.state === 'RUNNING';
    const effect = Object.entries(step.effect ?? {});
    const data = Object.entries(step.data);
    return html`
      <li class=${step.code === null ? (running ? 'running' : '') : 'failed'}>
        <svg class="icon sign" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${nodeIcon(step.type ?? '')}</svg>
        <div class="what">
          <b>${step.node}</b>
          <span class="type">${texts.nodeType(step.type ?? '')}</span>
          <span class="outcome">${running ? texts.underWay : (step.outcome ?? '')}</span>
        </div>
        <div class="when">
          ${speech.clock(step.startedAt)}
          ${step.endedAt === null ? nothing : html`· ${speech.between(step.startedAt, step.endedAt)}`}
          ${running && step.until !== null ? html`· ${texts.waitsUntil(speech.clock(step.until))}` : nothing}
        </div>
        ${step.code === null ? nothing : html`<div class="code">${step.code}</div>`}
        ${step.attempts.map((attempt) => this.#attempt(attempt, step.attempts[0] ?? attempt))}
        ${effect.length === 0 ? nothing : this.#more(texts.asked, effect)}
        ${data.length === 0 ? nothing : this.#more(texts.data, data)}
      </li>
    `;
  }

  /** Attempts are timed by the wall, steps by the organization, which in a simulation is another clock: hence since the first. */
  #attempt(attempt: Attempt, first: Attempt): TemplateResult {
    const { texts, speech } = this;
    const since = attempt === first ? [] : [`+${speech.between(first.at, attempt.at)}`];
    const answer = attempt.status === 0 ? texts.noAnswer : String(attempt.status);
    const why = [attempt.error, attempt.detail].filter(Boolean).join(': ');
    return html`
      <div class="attempt">
        <span>${[answer, `${speech.format.number(attempt.milliseconds)} ms`, ...since].join(' · ')}</span>
        ${why === '' ? nothing : html`<span class="why">${why}</span>`} ${this.#excerpt(attempt)}
      </div>
    `;
  }

  /** What was answered: at once where it may say what went wrong, else for whoever wants to know. */
  #excerpt({ excerpt, error }: Attempt): TemplateResult | typeof nothing {
    if (excerpt === null || excerpt === '') return nothing;
    const code = html`<code>${excerpt}</code>`;
    return error === null ? html`<details><summary>${this.texts.answer}</summary>${code}</details>` : code;
  }

  #more(title: string, values: readonly (readonly [string, unknown])[]): TemplateResult {
    return html`
      <details>
        <summary>${title}</summary>
        <dl>
          ${values.map(([name, value]) => fact(name, valueText(value)))}
        </dl>
      </details>
    `;
  }
}

function fact(name: string, value: string): TemplateResult {
  return html`<div><dt>${name}</dt><dd><bdi>${value}</bdi></dd></div>`;
}
