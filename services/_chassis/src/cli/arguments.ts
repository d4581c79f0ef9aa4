import { parseArgs } from 'node:util';

/** What was asked of the command line: words in order, and options. */
export type Asked = Readonly<{ words: readonly string[]; options: Readonly<Record<string, string | boolean | undefined>> }>;

/** Something is missing or not understood; says what. */
export class Misused extends Error {}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

export const readArguments = (args: readonly string[]): Asked => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        service: text,
        usager: text,
        code: text,
        raison: text,
        position: text,
        fichier: text,
        type: text,
        sequence: text,
        depuis: text,
        trou: flag,
        accepter: flag,
        executer: flag,
      },
    });
    return { words: positionals, options: values };
  } catch (error) {
    throw new Misused((error as Error).message);
  }
};

/** An option that the action cannot do without. */
export const needed = ({ options }: Asked, name: string): string => {
  const value = options[name];
  if (typeof value !== 'string' || value === '') throw new Misused(`--${name} est attendu.`);
  return value;
};

export const optional = ({ options }: Asked, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};
