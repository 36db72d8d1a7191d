import { css } from 'lit';

export default css`
  :host {
    display: block;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 10px;
    align-items: center;
    padding: 8px 12px 4px;
  }
  header button {
    margin-inline-start: auto;
  }
  h2 {
    margin: 0;
    font-size: 14px;
  }
  h3 {
    margin: 8px 12px 2px;
    font-size: 11px;
    letter-spacing: 0.02em;
    color: var(--muted);
  }
  .state {
    display: inline-flex;
    gap: 5px;
    align-items: center;
    font-weight: 600;
  }
  .state.running {
    color: var(--accent);
  }
  .state.failed {
    color: var(--critical);
  }
  .state .icon {
    width: 13px;
    height: 13px;
  }
  dl {
    margin: 0;
    padding: 0 12px;
  }
  dl div {
    display: grid;
    grid-template-columns: 104px 1fr;
    gap: 8px;
    padding: 1px 0;
  }
  dt {
    color: var(--muted);
    overflow-wrap: anywhere;
  }
  dd {
    margin: 0;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .alert {
    display: grid;
    gap: 1px;
    margin: 8px 12px;
    padding: 6px 10px;
    border: 1px solid var(--border);
    border-radius: 6px;
  }
  .severity {
    display: inline-flex;
    gap: 5px;
    align-items: center;
    color: var(--mark-text);
    font-weight: 600;
    --tint: var(--surface);
  }
  .severity .icon {
    width: 13px;
    height: 13px;
  }
  ol {
    margin: 0;
    padding: 0 12px;
    list-style: none;
  }
  li {
    position: relative;
    padding-block: 6px 8px;
    padding-inline: 26px 0;
    border-bottom: 1px solid var(--border);
  }
  .sign {
    position: absolute;
    inset-block-start: 8px;
    inset-inline-start: 2px;
    color: var(--muted);
  }
  .running .sign {
    color: var(--accent);
  }
  .failed .sign {
    color: var(--critical);
  }
  .what {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    align-items: baseline;
    overflow-wrap: anywhere;
  }
  .type,
  .when {
    color: var(--muted);
    font-size: 12px;
  }
  .outcome {
    margin-inline-start: auto;
    font-weight: 600;
  }
  .running .outcome {
    color: var(--accent);
  }
  .code,
  .failed .outcome {
    color: var(--critical);
    overflow-wrap: anywhere;
    font-weight: 600;
  }
  .attempt details {
    margin: 0;
  }
  .attempt {
    display: grid;
    gap: 2px;
    margin-top: 4px;
    padding-inline-start: 8px;
    border-inline-start: 2px solid var(--border);
    font-size: 12px;
    overflow-wrap: anywhere;
    min-width: 0;
  }
  .why {
    color: var(--muted);
  }
  code {
    font-family: ui-monospace, 'DejaVu Sans Mono', monospace;
    font-size: 11px;
    white-space: pre-wrap;
  }
  details {
    margin-top: 4px;
    font-size: 12px;
  }
  summary {
    width: fit-content;
    cursor: pointer;
    color: var(--muted);
  }
  details dl {
    padding: 2px 0 0;
  }
  details dd {
    font-family: ui-monospace, 'DejaVu Sans Mono', monospace;
    font-size: 11px;
  }
  .quiet {
    color: var(--muted);
  }
  p.quiet {
    margin: 0;
    padding: 10px 12px;
  }
  .small {
    font-size: 11px;
  }
`;
