import { css } from 'lit';

export default css`
  :host {
    position: fixed;
    inset-block: auto var(--redline-toasts-offset, 12px);
    inset-inline: auto var(--redline-toasts-offset, 12px);
    z-index: var(--redline-toasts-layer, 1000);
    width: min(380px, calc(100vw - 2 * var(--redline-toasts-offset, 12px)));
    /* The corner must not swallow clicks where no toast is. */
    pointer-events: none;
  }
  .stack {
    display: grid;
    gap: 8px;
  }
  .toast,
  .collected {
    pointer-events: auto;
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: 2px 10px;
    align-items: start;
    background: var(--surface);
    border: 1px solid var(--border);
    border-radius: var(--radius);
    box-shadow: 0 4px 14px var(--shadow);
    padding: 9px 10px;
  }
  .toast {
    background: var(--tint);
    border-inline-start: 4px solid var(--mark);
    padding-inline-start: 9px;
    animation: arrive 160ms ease-out;
  }
  .icon {
    margin-top: 1px;
  }
  .words {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .words em {
    display: block;
  }
  .actions {
    display: grid;
    gap: 4px;
  }
  .take {
    border-color: var(--mark-text);
  }
  .take[aria-disabled='true'] {
    opacity: 0.6;
  }
  .severity {
    display: block;
    font-size: 11px;
    font-weight: 700;
    line-height: 18px;
    color: var(--mark-text);
  }
  .more {
    grid-column: 1 / 3;
    justify-self: start;
    border-color: transparent;
    padding-inline: 2px;
    color: var(--accent);
    text-align: start;
    white-space: normal;
  }
  .more:hover {
    text-decoration: underline;
    background: transparent;
  }
  .collected {
    align-items: center;
    padding-block: 4px;
  }
  /* In a narrow frame the words get the whole width, and the two actions a row of their own. */
  @media (max-width: 360px) {
    .toast {
      grid-template-columns: auto 1fr;
    }
    .actions {
      grid-column: 1 / -1;
      display: flex;
      flex-wrap: wrap;
      margin-top: 4px;
    }
  }
  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateY(6px);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .toast {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .toast {
      border-inline-start-color: CanvasText;
    }
  }
`;
