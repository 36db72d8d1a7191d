/** More text than this without an end of an event is not from our server. */
const lineLimit = 32 * 1024 * 1024;

/** Puts the data of server-sent events together from text that arrives in pieces. */
export class EventStreamReader {
  #rest = '';
  #data: string[] = [];

  /** The data of each event that is complete now, in order. Throws RangeError when one is too long to be true. */
  read(text: string): string[] {
    const events: string[] = [];
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    if (this.#rest.length > lineLimit) throw new RangeError('an event is too long');
    for (const each of lines) {
      const line = each.endsWith('\r') ? each.slice(0, -1) : each;
      if (line === '' && this.#data.length > 0) {
        events.push(this.#data.join('\n'));
        this.#data = [];
      } else if (line.startsWith('data:')) {
        this.#data.push(line.slice(line.startsWith('data: ') ? 6 : 5));
      }
    }
    return events;
  }
}
