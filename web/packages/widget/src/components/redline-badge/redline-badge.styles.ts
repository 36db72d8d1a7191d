import { css } from 'lit';

export default css`
  :host {
    display: inline-block;
  }
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    min-width: 30px;
    height: 24px;
    padding: 0 8px;
    justify-content: center;
    border: 1px solid var(--border);
    border-radius: 12px;
    background: var(--surface);
    color: var(--muted);
    font-weight: 700;
  }
  .redline-alert {
    background: var(--tint);
    border-color: var(--mark);
    color: var(--text);
  }
  .icon {
    width: 14px;
    height: 14px;
  }
`;
