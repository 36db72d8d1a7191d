/** The npm package: the script's SDK, which this one does not put on `window`. Its types are those of contract.ts. */
import type { RenderEscalationToast, Sdk } from './contract.ts';
import { RedlineSdk } from './RedlineSdk.ts';

const sdk = new RedlineSdk();

export const GenesysCloudSDK: Sdk = sdk;
export const { renderEscalationToast }: { readonly renderEscalationToast: RenderEscalationToast } = sdk;
