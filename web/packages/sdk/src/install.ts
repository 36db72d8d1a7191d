import type { Handler, RenderEscalationToast, Sdk, SdkEvents } from './contract.ts';
import { isSdkEvent } from './Handlers.ts';

/** What of a window is used. */
export interface InstallPlace {
  GenesysCloudSDK?: unknown;
  renderEscalationToast?: unknown;
}

/** What is installed. */
export type Installed = Sdk & { readonly renderEscalationToast: RenderEscalationToast };

type Other = Record<PropertyKey, unknown>;
type Method = (...args: readonly unknown[]) => unknown;

/** Tells an object that has ours already, whichever copy of this file put it there. */
const mark = Symbol.for('redline.sdk');

/**
 * Puts `GenesysCloudSDK` and `renderEscalationToast` on a page, and says whether it did: not a second time. An SDK that is
 * there keeps all it has: where it has an `on` or `start` too, it gets the calls that are not for us.
 */
export function install(page: InstallPlace, sdk: Installed): boolean {
  const there = page.GenesysCloudSDK;
  if (isObject(there) && mark in there) return false;
  page.renderEscalationToast ??= sdk.renderEscalationToast;
  const own = { on: sdk.on, start: sdk.start, stop: sdk.stop, [mark]: true };
  if (isObject(there)) page.GenesysCloudSDK = added(there, { ...own, ...shared(there, sdk) });
  else page.GenesysCloudSDK = own;
  return true;
}

/** The methods both have. */
function shared(there: Other, sdk: Sdk): Record<string, unknown> {
  const both: Record<string, unknown> = {};
  const theirs = (name: string): Method | null => {
    const method = there[name];
    return typeof method === 'function' ? (...args) => method.apply(there, args) : null;
  };
  const on = theirs('on');
  if (on !== null) {
    both.on = (...args: readonly unknown[]) =>
      isSdkEvent(args[0]) ? sdk.on(args[0], args[1] as Handler<keyof SdkEvents>) : on(...args);
  }
  const start = theirs('start');
  if (start !== null) {
    both.start = (...args: readonly unknown[]) =>
      isObject(args[0]) && 'getToken' in args[0] ? sdk.start(args[0] as never) : start(...args);
  }
  // Theirs ends what is theirs; ours ends when the page does.
  if ('stop' in there) both.stop = there.stop;
  return both;
}

/** Onto the object itself, since others may hold it; where it takes nothing more, onto one that has all of it. */
function added(there: Other, members: Other): unknown {
  try {
    return define(there, members);
  } catch {
    return define(Object.create(there), members);
  }
}

function define(target: Other, members: Other): Other {
  for (const name of Reflect.ownKeys(members)) {
    const enumerable = typeof name === 'string';
    Object.defineProperty(target, name, { value: members[name], writable: true, configurable: true, enumerable });
  }
  return target;
}

function isObject(value: unknown): value is Other {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
