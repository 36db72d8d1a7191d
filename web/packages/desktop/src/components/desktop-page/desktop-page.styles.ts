import { css } from 'lit';

export default css`
  :host {
    display: block;
    min-height: 100vh;
    background: var(--page);
  }
  .frame {
    max-width: 1180px;
    margin: 0 auto;
    padding-bottom: 24px;
  }
  /* Lets the last rows be scrolled out from under the toasts. */
  .with-toasts {
    padding-bottom: 330px;
  }
  header {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 4px 12px;
    align-items: center;
    padding: 10px 12px;
    background: var(--surface);
    border-bottom: 1px solid var(--border);
  }
  h1 {
    margin: 0;
    font-size: 14px;
    font-weight: 700;
    overflow-wrap: anywhere;
  }
  .role {
    font-weight: 400;
    color: var(--muted);
    margin-inline-start: 4px;
  }
  redline-connection {
    grid-column: 1 / -1;
  }
  .notice {
    grid-column: 1 / -1;
    margin: 0;
    color: var(--muted);
  }
  form {
    grid-column: 1 / -1;
    display: flex;
    flex-wrap: wrap;
    gap: 6px 8px;
    align-items: end;
    padding-top: 4px;
  }
  label {
    display: grid;
    gap: 2px;
    flex: 1 1 160px;
    max-width: 320px;
    font-weight: 600;
  }
  input {
    font: inherit;
    font-weight: 400;
    min-height: 30px;
    padding: 3px 8px;
    color: var(--text);
    background: var(--surface);
    border: 1px solid var(--outline);
    border-radius: 4px;
    width: 100%;
  }
  form p {
    flex-basis: 100%;
    margin: 0;
  }
  form p:empty {
    display: none;
  }
  form button {
    min-height: 30px;
  }
  .panel,
  .queues {
    background: var(--surface);
    border-bottom: 1px solid var(--border);
  }
  .panel {
    max-height: 50vh;
    overflow-y: auto;
  }
  .queues {
    margin-top: 8px;
    border-top: 1px solid var(--border);
  }
  footer {
    padding: 8px 12px;
    font-size: 11px;
    color: var(--muted);
  }
  @media (min-width: 720px) {
    .frame {
      padding-inline: 16px;
      display: grid;
      grid-template-columns: minmax(0, 1fr) 340px;
      grid-template-rows: auto auto 1fr;
      gap: 12px;
      align-items: start;
    }
    header {
      grid-column: 1 / -1;
      grid-template-columns: auto minmax(0, 1fr) auto;
      border: 1px solid var(--border);
      border-top: 0;
      border-radius: 0 0 6px 6px;
    }
    h1 {
      grid-column: 1;
    }
    redline-connection {
      grid-column: 2;
      grid-row: 1;
      justify-self: start;
      padding-inline-start: 8px;
    }
    redline-badge {
      grid-column: 3;
    }
    .panel,
    .queues {
      margin: 0;
      border: 1px solid var(--border);
      border-radius: 6px;
      overflow: hidden;
    }
    .queues {
      grid-column: 1;
      grid-row: 2 / span 2;
    }
    .panel {
      grid-column: 2;
      grid-row: 2;
      /* Ends above the place of the toasts, which would cover it otherwise. */
      max-height: max(180px, calc(100vh - 410px));
      overflow-y: auto;
    }
    footer {
      grid-column: 2;
      padding: 0 4px;
    }
  }
`;
