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

// Where they serve, the values are those of Genesys' Spark design tokens (genesys-spark-components 4.201), so that the
// elements look at home beside Genesys Cloud: greys, blue 800, pepper 600, honey 500, 800 and 100, emerald 700.
export const light: Palette = {
  page: '#f4f6f9',
  surface: '#ffffff',
  text: '#2a2a2e',
  muted: '#4f5157',
  border: '#dce1ed',
  outline: '#75757a',
  accent: '#2143a2',
  critical: '#b51b37',
  criticalSurface: '#fdeef1',
  warning: '#f8c73e',
  warningText: '#6c5619',
  warningSurface: '#fef4d8',
  good: '#056d4d',
  shadow: 'rgb(61 83 143 / 25%)',
};

// Spark has no dark scheme: the same hues, light on dark.
export const dark: Palette = {
  page: '#15171c',
  surface: '#1f2229',
  text: '#ebecf0',
  muted: '#b0b4be',
  border: '#383c47',
  outline: '#858a96',
  accent: '#9db7ff',
  critical: '#ff8296',
  criticalSurface: '#3a1a21',
  warning: '#f8c73e',
  warningText: '#f8c73e',
  warningSurface: '#302811',
  good: '#6bd3b3',
  shadow: 'rgb(0 0 0 / 55%)',
};
