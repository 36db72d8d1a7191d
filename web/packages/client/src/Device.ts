/** Where the name of this device is kept. Either may throw, as a browser's storage does where it is forbidden. */
export interface DeviceStore {
  read(): string | null;
  write(deviceId: string): void;
}

/** What a registration says of the page and the machine it is on. */
export interface Device {
  /** A device type the server knows. */
  readonly deviceType: string;
  /** The kind of page: two kinds on one machine are two registrations. */
  readonly channelId: string;
  readonly appVersion: string;
}

/** A desktop of ours in a browser. */
export const browserDevice: Device = { deviceType: 'BROWSER', channelId: 'redline-desktop', appVersion: '0.1.0' };

const storageKey = 'redline.deviceId';

/** The browser's `localStorage`. */
export const browserDeviceStore: DeviceStore = {
  read: () => localStorage.getItem(storageKey),
  write: (deviceId) => localStorage.setItem(storageKey, deviceId),
};

/**
 * The name of this device: the one kept, else a random one. Where nothing can be kept it lasts as long as the page,
 * and the registrations of earlier pages end by themselves.
 */
export function deviceIdFrom(store: DeviceStore): string {
  try {
    const kept = store.read();
    if (kept !== null && kept !== '') return kept;
  } catch {
    return randomId();
  }
  const made = randomId();
  try {
    store.write(made);
  } catch {
    // Then the next page is another device.
  }
  return made;
}

/** A random id. `randomUUID` exists on secure origins only, and a desktop may be on plain HTTP in a closed network. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
