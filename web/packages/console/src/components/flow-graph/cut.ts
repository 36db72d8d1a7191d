const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** A text of at most so many characters; what is longer ends with an ellipsis. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept: string[] = [];
  for (const { segment } of characters.segment(text)) {
    if (kept.push(segment) > most)
      return `${kept
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
  }
  return text;
}
