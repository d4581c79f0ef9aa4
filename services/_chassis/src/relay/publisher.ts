export type OutgoingMessage = Readonly<{
  topic: string;
  key: string;
  value: Buffer;
  headers: Readonly<Record<string, string>>;
}>;

/** Where the relay sends: resolves when every message is acknowledged by all in-sync replicas. */
export type Publisher = Readonly<{ publish: (messages: readonly OutgoingMessage[]) => Promise<void> }>;
