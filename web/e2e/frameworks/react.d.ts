// What the sample uses of React, by its documentation: the package would be installed for types alone.
export function useEffect(effect: () => (() => void) | undefined, dependencies?: readonly unknown[]): void;
