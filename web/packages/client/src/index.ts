/** @redline/client: the desktop protocol and what a desktop must know to follow it. Needs no DOM framework. */
export * from './Alert.ts';
export { type AlertChange, AlertStore, overLimit } from './AlertStore.ts';
export * from './Blind.ts';
export { BlindStore } from './BlindStore.ts';
export type { Connection, ConnectionState } from './Connection.ts';
export {
  browserDevice,
  browserDeviceStore,
  type Device,
  type DeviceStore,
} from './Device.ts';
export type { Fetch } from './Fetch.ts';
export * from './Frame.ts';
export { type ParsedFrame, parseFrame, parseFrameValue } from './FrameParser.ts';
export * from './Message.ts';
export { MessageStore, messageLimit } from './MessageStore.ts';
export type { GetToken, GivenToken } from './PageTokens.ts';
export { QueueStore, type QueueView } from './QueueStore.ts';
export { defaultReconnectBounds, type ReconnectBounds, ReconnectPolicy } from './ReconnectPolicy.ts';
export { RedlineClient } from './RedlineClient.ts';
export type { RedlineClientEvents, RedlineClientOptions } from './RedlineClientOptions.ts';
export { RequestRefused } from './Requests.ts';
export { ServerClock } from './ServerClock.ts';
export { SignIn, type SignInOutcome, type Token } from './SignIn.ts';
export { type OpenSocket, openWebSocket, type Socket, type SocketEvents } from './Socket.ts';
export { systemTimers, type Timers } from './Timers.ts';
