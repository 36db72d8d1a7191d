import { css } from 'lit';

export default css`
  :host {
    display: block;
  }
  h2 {
    margin: 0;
    padding: 8px 12px 4px;
    font-size: 11px;
    font-weight: 700;
    letter-spacing: 0.02em;
    color: var(--muted);
  }
  /* The focus is only brought there, by the collecting line; nothing can be done with it. */
  h2:focus {
    outline: none;
  }
  ul {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  li {
    padding: 6px 12px;
    overflow-wrap: anywhere;
  }
  .redline-alert,
  .redline-message {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0 8px;
    background: var(--tint);
    border-inline-start: 4px solid var(--mark);
    padding-inline-start: 8px;
    border-bottom: 1px solid var(--border);
  }
  .redline-alert .icon,
  .redline-message .icon {
    margin-top: 1px;
  }
  .severity {
    font-size: 11px;
    font-weight: 700;
    color: var(--mark-text);
  }
  .owner,
  .note {
    color: var(--muted);
  }
  .quiet {
    color: var(--muted);
    margin: 0;
    padding: 4px 12px 8px;
  }
  .over li {
    color: var(--muted);
    padding-block: 3px;
  }
  .over {
    padding-bottom: 6px;
  }
`;
