import { describe, expect, it } from 'vitest';
import { dark, light } from './palette.ts';

/** Relative luminance of `#rrggbb`, as WCAG 2 defines it. */
function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [brighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (brighter + 0.05) / (darker + 0.05);
}

describe.each([
  ['light', light],
  ['dark', dark],
])('%s', (_name, palette) => {
  const { page, surface, criticalSurface, warningSurface } = palette;

  it('text reads on every surface (4.5:1)', () => {
    for (const background of [page, surface, criticalSurface, warningSurface]) {
      expect(contrast(palette.text, background)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(palette.muted, background)).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(palette.critical, criticalSurface)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.warningText, warningSurface)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.accent, surface)).toBeGreaterThanOrEqual(4.5);
  });

  it('marks, outlines and focus rings can be made out (3:1)', () => {
    for (const background of [page, surface, criticalSurface, warningSurface]) {
      expect(contrast(palette.accent, background)).toBeGreaterThanOrEqual(3);
      expect(contrast(palette.outline, background)).toBeGreaterThanOrEqual(3);
      expect(contrast(palette.warningText, background)).toBeGreaterThanOrEqual(3);
    }
    expect(contrast(palette.critical, criticalSurface)).toBeGreaterThanOrEqual(3);
    expect(contrast(palette.good, surface)).toBeGreaterThanOrEqual(3);
  });
});
