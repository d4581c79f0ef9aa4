export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** One JSON line per call; fields are ids, codes and counts, never personal data. */
export type Logger = Readonly<{
  info: (message: string, fields?: LogFields) => void;
  warn: (message: string, fields?: LogFields) => void;
  error: (message: string, fields?: LogFields) => void;
}>;

/** Writes JSON lines on standard output. */
export const createLogger = (service: string, write: (line: string) => void = (line) => process.stdout.write(line)): Logger => {
  const log =
    (level: string) =>
    (message: string, fields: LogFields = {}): void =>
      write(`${JSON.stringify({ at: new Date().toISOString(), level, service, message, ...fields })}\n`);
  return { info: log('info'), warn: log('warn'), error: log('error') };
};
