import { css } from 'lit';

export default css`
  :host {
    display: block;
  }
  form {
    display: grid;
    grid-template-columns: minmax(96px, 2fr) 3fr;
    gap: 8px;
    padding: 2px 12px 6px;
  }
  label {
    display: grid;
    gap: 2px;
    font-size: 11px;
    color: var(--muted);
    min-width: 0;
  }
  select,
  input {
    font: inherit;
    font-size: 13px;
    min-height: 30px;
    min-width: 0;
    width: 100%;
    padding: 3px 6px;
    color: var(--text);
    background: var(--surface);
    border: 1px solid var(--outline);
    border-radius: var(--radius);
  }
  input::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  ul {
    margin: 0;
    padding: 4px;
    list-style: none;
  }
  li button {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 8px;
    width: 100%;
    padding: 5px 8px;
    border-color: transparent;
    text-align: start;
    white-space: normal;
    font-weight: 400;
  }
  li button[aria-current='true'] {
    background: color-mix(in srgb, var(--accent) 12%, transparent);
    border-color: var(--accent);
  }
  :focus-visible {
    outline-offset: -2px;
  }
  .state {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    font-weight: 600;
  }
  .state.running {
    color: var(--accent);
  }
  .state.failed,
  .bad {
    color: var(--critical);
  }
  .state .icon {
    width: 13px;
    height: 13px;
  }
  .id {
    color: var(--muted);
  }
  .queue,
  .when {
    grid-column: 1 / -1;
    overflow-wrap: anywhere;
  }
  .when {
    font-size: 12px;
    color: var(--muted);
  }
  li button[aria-current='true'] :is(.id, .when) {
    color: var(--text);
  }
  .when.bad,
  li button[aria-current='true'] .when.bad {
    color: var(--critical);
    font-weight: 600;
  }
  .more {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 10px;
    align-items: center;
    padding: 4px 12px 10px;
    font-size: 12px;
    color: var(--muted);
  }
  .quiet {
    margin: 0;
    padding: 8px 12px 12px;
    color: var(--muted);
  }
`;
