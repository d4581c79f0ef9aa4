import { transient } from '@relais/kernel';

export type OutgoingMessage = Readonly<{
  topic: string;
  key: string;
  value: Buffer;
  headers: Readonly<Record<string, string>>;
}>;

/** Where the relay sends: resolves when every message is acknowledged by all in-sync replicas. */
export type Publisher = Readonly<{ publish: (messages: readonly OutgoingMessage[]) => Promise<void> }>;

/** What `work` gives, or a transient failure when that takes longer; what was sent may still arrive. */
export const inTime = async <T>(work: Promise<T>, ms: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(transient('ENVOI_SANS_REPONSE', 'the page was not acknowledged in time')), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
