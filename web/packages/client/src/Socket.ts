/** What a socket tells its owner. After `closed` nothing more comes. */
export interface SocketEvents {
  opened(): void;
  received(data: unknown): void;
  closed(): void;
}

/** An open or opening socket. */
export interface Socket {
  send(text: string): void;
  /** Closes without waiting; the owner wants to hear nothing more. */
  close(): void;
}

/** Opens a socket. Must not call `events` before it returns; throws when the URL may not be opened at all. */
export type OpenSocket = (url: string, events: SocketEvents) => Socket;

/** The browser's own WebSocket. */
export const openWebSocket: OpenSocket = (url, events) => {
  const socket = new WebSocket(url);
  socket.onopen = () => events.opened();
  socket.onmessage = (message: MessageEvent<unknown>) => events.received(message.data);
  // An error is always followed by a close, which says all there is to know.
  socket.onclose = () => events.closed();
  return {
    send: (text) => socket.send(text),
    close() {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    },
  };
};
