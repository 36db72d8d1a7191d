import { css } from 'lit';

export default css`
  :host {
    display: block;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    table-layout: fixed;
  }
  th {
    font-size: 11px;
    font-weight: 700;
    letter-spacing: 0.02em;
    text-align: start;
    color: var(--muted);
    padding: 8px 0 6px;
    white-space: nowrap;
  }
  thead th {
    border-bottom: 1px solid var(--border);
  }
  tbody th {
    font-size: 13px;
    font-weight: 400;
    letter-spacing: 0;
    color: var(--text);
    white-space: normal;
  }
  tbody th,
  td {
    padding: 5px 0;
    vertical-align: baseline;
    border-bottom: 1px solid var(--border);
  }
  th:first-child {
    padding-inline: 12px 8px;
    overflow-wrap: anywhere;
  }
  .number {
    width: 60px;
    text-align: end;
  }
  .time {
    width: 112px;
    text-align: end;
  }
  th.time,
  td.time {
    padding-inline-end: 12px;
  }
  @media (min-width: 720px) {
    .number,
    .time {
      width: 120px;
    }
  }
  tbody .number,
  tbody .time {
    white-space: nowrap;
  }
  tr.redline-alert {
    background: var(--tint);
  }
  tr.redline-alert th {
    position: relative;
  }
  tr.redline-alert th::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    width: 4px;
    background: var(--mark);
  }
  tr.redline-alert .number,
  tr.redline-alert .time {
    font-weight: 700;
  }
  .severity {
    display: flex;
    align-items: center;
    gap: 5px;
    /* May run on under the numbers, which stand on the first line. */
    white-space: nowrap;
    font-size: 11px;
    font-weight: 700;
    color: var(--mark-text);
  }
  .severity .icon {
    width: 13px;
    height: 13px;
  }
  .note {
    display: block;
    font-size: 11px;
    color: var(--muted);
  }
  .old td {
    color: var(--muted);
    font-style: italic;
  }
  .quiet {
    margin: 0;
    padding: 10px 12px;
    color: var(--muted);
  }
  .none {
    color: var(--muted);
  }
  .placeholder {
    display: inline-block;
    height: 10px;
    width: 60%;
    border-radius: 3px;
    background: var(--border);
  }
  td .placeholder {
    width: 24px;
  }
`;
