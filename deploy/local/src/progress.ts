/** Where progress lines go: one short line per event, in French. */
export type Progress = (line: string) => void;

/** Writes each line to standard output. */
export const toTerminal: Progress = (line) => {
  process.stdout.write(`${line}\n`);
};

/** Milliseconds as people read them: `2,4 s`. */
export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1).replace('.', ',')} s`;
