import { css } from 'lit';

export default css`
  :host {
    display: block;
  }
  .canvas {
    overflow-x: auto;
    padding: 4px 0;
  }
  svg {
    display: block;
    margin: 0 auto;
    direction: ltr;
    font-size: 12px;
  }
  text {
    fill: var(--text);
  }
  .edge path {
    fill: none;
    stroke: var(--outline);
    stroke-width: 1.5;
  }
  .edge.back path {
    stroke-dasharray: 5 3;
  }
  .edge text {
    fill: var(--muted);
    font-size: 11px;
    stroke: var(--surface);
    stroke-width: 4px;
    stroke-linejoin: round;
    paint-order: stroke;
  }
  .arrow {
    fill: var(--outline);
  }
  .arrow-lit {
    fill: var(--accent);
  }
  .edge.lit path {
    stroke: var(--accent);
    stroke-width: 3;
  }
  .edge.lit text {
    fill: var(--accent);
    font-weight: 700;
  }
  .terminal rect {
    fill: var(--page);
    stroke: var(--outline);
  }
  .terminal.lit rect {
    stroke: var(--accent);
    stroke-width: 2;
  }
  .stop {
    cursor: pointer;
    fill: transparent;
    outline: none;
  }
  .node .body {
    fill: var(--surface);
    stroke: var(--outline);
    stroke-width: 1.5;
  }
  .node:hover .body {
    fill: var(--page);
  }
  .node .sign {
    color: var(--muted);
  }
  .id {
    font-size: 13px;
    font-weight: 600;
  }
  .summary {
    font-size: 11px;
    fill: var(--muted);
  }
  .node.lit .body {
    fill: color-mix(in srgb, var(--accent) 10%, var(--surface));
    stroke: var(--accent);
    stroke-width: 2.5;
  }
  .node.lit .sign {
    color: var(--accent);
  }
  .node.lit .summary {
    fill: var(--text);
  }
  .node.now .body {
    stroke-dasharray: 6 3;
  }
  .node.failed .body {
    fill: var(--critical-surface);
    stroke: var(--critical);
  }
  .node.failed .sign {
    color: var(--critical);
  }
  .node.chosen .body {
    stroke: var(--text);
    stroke-width: 2.5;
  }
  .stop:focus-visible {
    stroke: var(--accent);
    stroke-width: 5;
  }
  /* Not so much in the background that it could not be read. */
  .with-way .edge:not(.lit) path {
    stroke: var(--border);
  }
  .with-way .edge:not(.lit) path {
    marker-end: none;
  }
  .visits rect,
  .standing rect {
    stroke: var(--surface);
    stroke-width: 2;
  }
  .visits rect {
    fill: var(--accent);
  }
  .failed .visits rect {
    fill: var(--critical);
  }
  .standing rect {
    fill: var(--good);
  }
  .visits text,
  .standing text {
    font-size: 11px;
    font-weight: 700;
    fill: var(--surface);
  }
  details {
    margin: 4px 12px 10px;
    color: var(--muted);
  }
  summary {
    cursor: pointer;
    width: fit-content;
  }
  ol,
  ul {
    margin: 4px 0;
    padding-inline-start: 20px;
    color: var(--text);
    overflow-wrap: anywhere;
  }
  .quiet {
    margin: 0;
    padding: 10px 12px;
    color: var(--muted);
  }
`;
