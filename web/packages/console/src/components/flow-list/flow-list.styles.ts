import { css } from 'lit';

export default css`
  :host {
    display: block;
  }
  ul {
    margin: 0;
    padding: 4px;
    list-style: none;
  }
  button {
    display: block;
    width: 100%;
    padding: 6px 8px;
    border-color: transparent;
    text-align: start;
    white-space: normal;
    font-weight: 400;
  }
  button[aria-current='true'] {
    background: color-mix(in srgb, var(--accent) 12%, transparent);
    border-color: var(--accent);
  }
  :focus-visible {
    outline-offset: -2px;
  }
  .name {
    display: block;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .counts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 10px;
    font-size: 12px;
    color: var(--muted);
  }
  button[aria-current='true'] .counts {
    color: var(--text);
  }
  .counts span {
    display: inline-flex;
    align-items: center;
    gap: 4px;
  }
  .counts .running {
    color: var(--accent);
    font-weight: 600;
  }
  .counts .failed {
    color: var(--critical);
    font-weight: 600;
  }
  .icon {
    width: 12px;
    height: 12px;
  }
  .quiet {
    margin: 0;
    padding: 10px 12px;
    color: var(--muted);
    overflow-wrap: anywhere;
  }
`;
