import { css } from 'lit';

export default css`
  :host {
    display: block;
    min-height: 100vh;
    background: var(--page);
  }
  header {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 2px 12px;
    align-items: center;
    padding: 8px 12px;
    background: var(--surface);
    border-bottom: 1px solid var(--border);
  }
  h1 {
    margin: 0;
    font-size: 16px;
  }
  h2 {
    margin: 0;
    padding: 10px 12px 4px;
    font-size: 14px;
    overflow-wrap: anywhere;
  }
  .status {
    margin: 0;
    color: var(--muted);
    grid-column: 1 / -1;
    order: 1;
  }
  main {
    padding: 8px;
  }
  main:focus {
    outline: none;
  }
  .skip:not(:focus) {
    position: absolute;
    width: 1px;
    height: 1px;
    min-height: 0;
    padding: 0;
    border: 0;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .skip:focus {
    grid-column: 1 / -1;
    justify-self: start;
  }
  .card {
    background: var(--surface);
    border: 1px solid var(--border);
    border-radius: 6px;
    min-width: 0;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
  }
  form {
    display: grid;
    gap: 10px;
    max-width: 420px;
    padding: 12px;
  }
  form p {
    margin: 0;
  }
  form label {
    display: grid;
    gap: 3px;
    font-weight: 600;
  }
  form input {
    font: inherit;
    font-weight: 400;
    width: 100%;
    min-height: 32px;
    padding: 3px 8px;
    color: var(--text);
    background: var(--surface);
    border: 1px solid var(--outline);
    border-radius: var(--radius);
  }
  form button {
    justify-self: start;
    min-height: 32px;
  }
  .problem {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 12px;
    align-items: center;
    justify-content: space-between;
    margin: 0 0 8px;
    padding: 8px 12px;
    color: var(--critical);
    background: var(--critical-surface);
    border-inline-start: 4px solid var(--critical);
  }
  .about {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    margin: 0;
    padding: 0 12px 6px;
    color: var(--muted);
    overflow-wrap: anywhere;
  }
  .about b {
    color: var(--text);
  }
  .about:empty {
    display: none;
  }
  .description {
    flex-basis: 100%;
  }
  @media (min-width: 760px) {
    .columns {
      grid-template-columns: 264px minmax(0, 1fr);
      grid-template-rows: auto auto 1fr;
      align-items: start;
    }
    main {
      padding: 12px;
    }
    .columns {
      gap: 12px;
    }
    header {
      grid-template-columns: auto 1fr auto;
    }
    .status {
      grid-column: auto;
      order: 0;
    }
    .graph {
      grid-column: 2;
      grid-row: 1 / span 2;
    }
    .runs {
      grid-column: 1;
      grid-row: 2 / span 2;
      max-height: max(360px, calc(100vh - 110px));
      overflow-y: auto;
    }
    .run {
      grid-column: 2;
      grid-row: 3;
    }
    .flows {
      grid-column: 1;
      grid-row: 1;
      max-height: 38vh;
      overflow-y: auto;
    }
  }
  @media (min-width: 1120px) {
    .columns {
      grid-template-columns: 280px minmax(0, 1fr) 348px;
      grid-template-rows: auto 1fr;
    }
    .graph {
      grid-row: 1 / span 2;
    }
    .runs {
      grid-row: 2;
    }
    .run {
      grid-column: 3;
      grid-row: 1 / span 2;
    }
  }
`;
