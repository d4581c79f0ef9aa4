/** Blind indexes and hashes as the columns hold them. */
export const octets = (hexadecimal: readonly string[]): Buffer[] => hexadecimal.map((texte) => Buffer.from(texte, 'hex'));
