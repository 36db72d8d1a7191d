/** What the address says is to be shown, so that it can be sent to somebody else. It never holds a secret. */
export interface Place {
  readonly flow: string | null;
  readonly run: string | null;
}

export function placeOf(fragment: string): Place {
  const values = new URLSearchParams(fragment.replace(/^#/, ''));
  return { flow: values.get('flow') || null, run: values.get('run') || null };
}

export function fragmentOf({ flow, run }: Place): string {
  if (flow === null) return '';
  return `#${new URLSearchParams({ flow, ...(run === null ? {} : { run }) })}`;
}
