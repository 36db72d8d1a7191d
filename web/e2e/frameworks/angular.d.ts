// What the sample uses of Angular, by its documentation: the package would be installed for types alone.
export function Injectable(options: {
  providedIn: 'root';
}): <T extends abstract new (...args: never[]) => unknown>(target: T, context: ClassDecoratorContext<T>) => void;

export interface OnDestroy {
  ngOnDestroy(): void;
}

export interface WritableSignal<T> {
  (): T;
  set(value: T): void;
  update(change: (value: T) => T): void;
}

export function signal<T>(value: T): WritableSignal<T>;
