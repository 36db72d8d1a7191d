import { look } from '@redline/widget';
import { LitElement, type PropertyDeclarations } from 'lit';
import { type ConsoleSpeech, consoleSpeechOf } from '../texts/ConsoleSpeech.ts';

/** An element of a page of ours for operators: it is given what it shows, and tells by events what people do. */
export abstract class ConsoleElement extends LitElement {
  static override styles = [look];
  static override properties: PropertyDeclarations = { speech: { attribute: false } };

  /** The language, with its texts. */
  declare speech: ConsoleSpeech;

  constructor() {
    super();
    this.speech = consoleSpeechOf('en');
  }

  protected get texts(): ConsoleSpeech['texts'] {
    return this.speech.texts;
  }

  /** Tells whoever holds this element what a person did. */
  protected tell<T>(name: string, detail: T): void {
    this.dispatchEvent(new CustomEvent<T>(name, { detail, bubbles: true, composed: true }));
  }
}
