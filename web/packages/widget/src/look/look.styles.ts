import { css, unsafeCSS } from 'lit';
import { dark, light, type Palette } from './palette.ts';

/** `criticalSurface` is `--redline-critical-surface` outside and `--critical-surface` inside the elements. */
const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** A host page that sets `--redline-<name>` has the last word in both schemes. */
const declarations = (palette: Palette) =>
  unsafeCSS(
    Object.entries(palette)
      .map(([name, value]) => `--${kebab(name)}: var(--redline-${kebab(name)}, ${value});`)
      .join('\n'),
  );

/** What all elements share: colours of both schemes, type, buttons, severity, and text for ears only. */
export const look = css`
  :host {
    color-scheme: light dark;
    ${declarations(light)}
    --font: var(--redline-font, 'Noto Sans', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif);
    --radius: var(--redline-radius, 4px);
    color: var(--text);
    font: 400 var(--redline-font-size, 13px) / 1.4 var(--font);
    font-variant-numeric: tabular-nums;
    text-align: start;
  }
  @media (prefers-color-scheme: dark) {
    :host {
      ${declarations(dark)}
    }
  }
  :host([scheme='light']) {
    color-scheme: light;
    ${declarations(light)}
  }
  :host([scheme='dark']) {
    color-scheme: dark;
    ${declarations(dark)}
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  button {
    font: inherit;
    font-weight: 600;
    color: var(--text);
    background: transparent;
    border: 1px solid var(--outline);
    border-radius: var(--radius);
    padding: 2px 10px;
    min-height: 28px;
    cursor: pointer;
    white-space: nowrap;
  }
  button:hover {
    background: color-mix(in srgb, var(--text) 8%, transparent);
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .redline-alert,
  .redline-message {
    --mark: var(--muted);
    --mark-text: var(--muted);
    --tint: var(--surface);
  }
  .redline-alert--critical,
  .redline-message--critical {
    --mark: var(--critical);
    --mark-text: var(--critical);
    --tint: var(--critical-surface);
  }
  .redline-alert--warning,
  .redline-message--warning {
    --mark: var(--warning);
    --mark-text: var(--warning-text);
    --tint: var(--warning-surface);
  }
  .icon {
    width: 16px;
    height: 16px;
    flex: none;
    display: block;
  }
  .for-ears {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
