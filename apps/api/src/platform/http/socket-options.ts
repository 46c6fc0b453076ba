/**
 * How every stream of the server is spoken: websocket only and uncompressed, so that one encoded frame serves every
 * viewer. One engine carries them all: whichever is opened first sets them.
 */
export const socketOptions = {
  transports: ['websocket'],
  allowUpgrades: false,
  perMessageDeflate: false,
  httpCompression: false,
  serveClient: false,
  maxHttpBufferSize: 65_536,
  connectTimeout: 5_000,
  pingInterval: 5_000,
  pingTimeout: 5_000,
} as const satisfies Readonly<Record<string, unknown>>;
