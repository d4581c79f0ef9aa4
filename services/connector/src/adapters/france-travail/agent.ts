/** Who is behind a call, as France Travail wants it told. */
export type Agent = Readonly<{ nom: string; prenom: string; identifiant: string }>;

/** A call that no agent asked for: `BATCH`, and a logical name twice (fact sheet section 3). */
export const batchAgent = (name: string): Agent => ({ nom: name, prenom: name, identifiant: 'BATCH' });

// HTTP headers carry ASCII safely; the pipe is forbidden; empty is a 401.
const headerText = (text: string, otherwise: string): string => {
  const plain = text
    .replace(/[œŒ]/g, 'oe')
    .replace(/[æÆ]/g, 'ae')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^ -{}~]/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, 100);
  return plain === '' ? otherwise : plain;
};

/** The three mandatory headers, never empty, without a pipe. */
export const agentHeaders = ({ nom, prenom, identifiant }: Agent): Record<string, string> => ({
  'pa-nom-agent': headerText(nom, 'INCONNU'),
  'pa-prenom-agent': headerText(prenom, 'INCONNU'),
  'pa-identifiant-agent': headerText(identifiant, 'BATCH'),
});
