/** The colours of one scheme. Text colours hold 4.5:1 on every surface they are used on, marks 3:1; a test says so. */
export interface Palette {
  readonly page: string;
  readonly surface: string;
  readonly text: string;
  readonly muted: string;
  /** Hairlines between things that are told apart without them. */
  readonly border: string;
  /** Outlines of buttons and fields. */
  readonly outline: string;
  /** Links and focus rings. */
  readonly accent: string;
  readonly critical: string;
  readonly criticalSurface: string;
  readonly warning: string;
  /** The warning yellow where text or a mark stands on a surface; yellow itself cannot be read on white. */
  readonly warningText: string;
  readonly warningSurface: string;
  readonly good: string;
  readonly shadow: string;
}

export const light: Palette = {
  page: '#f4f6f9',
  surface: '#ffffff',
  text: '#242d3d',
  muted: '#576378',
  border: '#dde2ea',
  outline: '#7d899e',
  accent: '#2a60c8',
  critical: '#c8102e',
  criticalSurface: '#fdeef0',
  warning: '#f2b600',
  warningText: '#7a5600',
  warningSurface: '#fff8e0',
  good: '#217a3c',
  shadow: 'rgb(23 32 51 / 22%)',
};

export const dark: Palette = {
  page: '#131922',
  surface: '#1c2430',
  text: '#e7ebf2',
  muted: '#a5b0c3',
  border: '#313c4e',
  outline: '#77859d',
  accent: '#8db5ff',
  critical: '#ff7a87',
  criticalSurface: '#371a22',
  warning: '#ffcb33',
  warningText: '#ffcb33',
  warningSurface: '#302811',
  good: '#6fcf8a',
  shadow: 'rgb(0 0 0 / 55%)',
};
