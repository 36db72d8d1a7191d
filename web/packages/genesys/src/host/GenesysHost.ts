import ClientApp from 'purecloud-client-app-sdk';

/** A toast of Genesys Cloud. */
export interface HostToast {
  /** One with the same id replaces it. */
  readonly id: string;
  readonly title: string;
  /** Shown as it is: a queue's name is no markup. */
  readonly text: string;
  /** An error stays until the person closes it; the platform has no kind between it and the others. */
  readonly type: 'error' | 'info' | 'success';
  /** How long it stays; an error has none. */
  readonly seconds: number;
}

/** What of Genesys Cloud, around the frame this page is in, is used. */
export interface GenesysHost {
  showToast(toast: HostToast): void;
  /** The number beside the app's name; 0 for none. */
  setAttentionCount(count: number): void;
  /** Calls when the platform waits until the app has begun, with what ends the waiting. */
  onBootstrap(begun: (done: () => void) => void): void;
  /** Calls when the platform is about to take the app away, with what says that it may. */
  onStop(stopping: (done: () => void) => void): void;
}

/**
 * The Genesys Cloud this page is a frame of, by what the address says of it (`gcHostOrigin`, `gcTargetEnv`).
 *
 * @throws Error when this page is in no frame, or the address names no Genesys Cloud the platform's SDK knows.
 */
export function genesysHost(): GenesysHost {
  if (window.parent === window) throw new Error('this page is in no frame');
  const app = new ClientApp({ gcHostOriginQueryParam: 'gcHostOrigin', gcTargetEnvQueryParam: 'gcTargetEnv' });
  const { alerting, lifecycle } = app;
  return {
    showToast({ id, title, text, type, seconds }) {
      const options = { id, markdownMessage: false, showCloseButton: true } as const;
      if (type === 'error') alerting.showToastPopup(title, text, { ...options, type, timeout: 0 });
      else alerting.showToastPopup(title, text, { ...options, type, timeout: seconds });
    },
    setAttentionCount: (count) => alerting.setAttentionCount(count),
    onBootstrap: (begun) => lifecycle.addBootstrapListener(() => begun(() => lifecycle.bootstrapped())),
    onStop: (stopping) => lifecycle.addStopListener(() => stopping(() => lifecycle.stopped())),
  };
}
