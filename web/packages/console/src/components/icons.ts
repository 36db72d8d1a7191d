import type { SVGTemplateResult } from 'lit';
import { svg } from 'lit';

const stroke = (d: string) =>
  svg`<path d=${d} fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" />`;

const shapes: Readonly<Record<string, SVGTemplateResult>> = {
  decision: stroke('M8 1.5 14.5 8 8 14.5 1.5 8zM6.4 6.5a1.7 1.7 0 1 1 2.3 1.7c-.5.2-.7.5-.7 1M8 11.2v.1'),
  httpRequest: stroke('M1.5 5.5h11M9.5 2.5l3 3-3 3M14.5 10.5h-11M6.5 7.5l-3 3 3 3'),
  notify: stroke('M3.5 11.5c1-1 1-2.2 1-4a3.5 3.5 0 0 1 7 0c0 1.8 0 3 1 4zM6.8 13.800a1.3 1.3 0 0 0 2.4 0M8 2.500v1.5'),
  wait: stroke('M8 1.500a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM8 4.500V8l2.5 1.8'),
  presence: stroke('M8 2a2.7 2.7 0 1 1 0 5.400A2.7 2.7 0 0 1 8 2zM2.8 14c.4-3 2.4-4.3 5.2-4.300s4.8 1.3 5.2 4.3'),
  setData: stroke(
    'M6 2c-2 0-2 1-2 2.500S4 7.5 2.5 8C4 8.5 4 10 4 11.500S4 14 6 14M10 2c2 0 2 1 2 2.500s0 3 1.5 3.500c-1.5.5-1.5 2-1.5 3.500S12 14 10 14',
  ),
  architectFlow: stroke('M2 2h4v4H2zM10 10h4v4h-4zM6 4h4a2 2 0 0 1 2 2v4M12 10'),
  end: stroke('M3.5 3.500h9v9h-9z'),
};

/** The sign of a type of node, 16 by 16. */
export function nodeIcon(type: string): SVGTemplateResult {
  return shapes[type] ?? stroke('M3 3h10v10H3z');
}
