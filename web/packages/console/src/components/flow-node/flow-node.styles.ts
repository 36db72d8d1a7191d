import { css } from 'lit';

export default css`
  section {
    padding: 8px 12px 10px;
    border-top: 1px solid var(--border);
  }
  header {
    display: flex;
    gap: 8px;
    align-items: baseline;
    justify-content: space-between;
  }
  h3 {
    margin: 0;
    font-size: 13px;
    overflow-wrap: anywhere;
  }
  h3 span {
    font-weight: 400;
    color: var(--muted);
  }
  dl {
    margin: 6px 0 0;
  }
  dl div {
    display: grid;
    grid-template-columns: minmax(70px, 110px) 1fr;
    gap: 8px;
    padding: 2px 0;
  }
  dt {
    color: var(--muted);
    overflow-wrap: anywhere;
  }
  dd {
    margin: 0;
    min-width: 0;
    overflow-wrap: anywhere;
    font-family: ui-monospace, 'DejaVu Sans Mono', monospace;
    font-size: 12px;
  }
  .quiet {
    margin: 6px 0 0;
    color: var(--muted);
  }
`;
