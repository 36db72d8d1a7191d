import { css } from 'lit';

/** In the flow, as wide as the page; a page that scrolls below it makes it sticky. What is else is the toasts'. */
export default css`
  :host {
    display: block;
    position: static;
    width: auto;
    z-index: auto;
    pointer-events: auto;
  }
  .stack {
    gap: 0;
  }
  .toast,
  .collected {
    border-radius: 0;
    border-block: 0 1px;
    border-inline-end: 0;
    box-shadow: none;
    padding-inline: 12px;
  }
  .toast {
    align-items: center;
    border-inline-start-width: 6px;
  }
  .actions {
    grid-auto-flow: column;
  }
  .severity {
    display: inline;
    margin-inline-end: 8px;
  }
  @media (max-width: 480px) {
    .toast {
      align-items: start;
    }
    .severity {
      display: block;
    }
  }
`;
