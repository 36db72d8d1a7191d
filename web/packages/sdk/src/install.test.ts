import { describe, expect, it, vi } from 'vitest';
import { type InstallPlace, install } from './install.ts';

type Installed = Parameters<typeof install>[1];
interface Shared {
  readonly on: (...args: readonly unknown[]) => unknown;
  readonly start: (...args: readonly unknown[]) => unknown;
}

const ours = () =>
  ({ on: vi.fn(), start: vi.fn(), stop: vi.fn(), renderEscalationToast: vi.fn() }) as unknown as Installed;
const placed = (page: InstallPlace) => page.GenesysCloudSDK as Shared;

describe('install', () => {
  it('puts the SDK and the toast on a page that has neither, once', () => {
    const page: InstallPlace = {};
    const sdk = ours();
    expect(install(page, sdk)).toBe(true);
    expect(page.GenesysCloudSDK).toMatchObject({ on: sdk.on, start: sdk.start, stop: sdk.stop });
    expect(page.renderEscalationToast).toBe(sdk.renderEscalationToast);
    expect(install(page, ours())).toBe(false);
    expect(placed(page).on).toBe(sdk.on);
  });

  it("leaves a page's own toast alone", () => {
    const own = () => {};
    const page: InstallPlace = { renderEscalationToast: own };
    install(page, ours());
    expect(page.renderEscalationToast).toBe(own);
  });

  it('adds to an SDK that is there what it does not have', () => {
    const there = { platformClient: {} };
    const page: InstallPlace = { GenesysCloudSDK: there };
    const sdk = ours();
    install(page, sdk);
    expect(page.GenesysCloudSDK).toBe(there);
    expect(there).toEqual({ platformClient: {}, on: sdk.on, start: sdk.start, stop: sdk.stop });
  });

  it('leaves an SDK that has the same methods the calls that are not for us', () => {
    const on = vi.fn(function (this: unknown) {
      return this;
    });
    const start = vi.fn();
    const there = { on, start };
    const page: InstallPlace = { GenesysCloudSDK: there };
    const sdk = ours();
    install(page, sdk);
    const handler = () => {};
    placed(page).on('PUSH_NOTIFICATION', handler);
    expect(sdk.on).toHaveBeenCalledExactlyOnceWith('PUSH_NOTIFICATION', handler);
    expect(placed(page).on('theirs', handler, 3)).toBe(there);
    expect(on).toHaveBeenCalledExactlyOnceWith('theirs', handler, 3);
    placed(page).start('theirs');
    expect(start).toHaveBeenCalledExactlyOnceWith('theirs');
    placed(page).start({ server: 'https://redline.example', getToken: handler });
    expect(sdk.start).toHaveBeenCalledOnce();
  });

  it('puts one that has all of it in the place of one that takes nothing more', () => {
    const there = Object.freeze({ version: '1', start: () => 'theirs' });
    const page: InstallPlace = { GenesysCloudSDK: there };
    const sdk = ours();
    install(page, sdk);
    expect(placed(page)).toMatchObject({ on: sdk.on });
    expect((page.GenesysCloudSDK as typeof there).version).toBe('1');
    expect(placed(page).start()).toBe('theirs');
  });
});
