import { type Agent } from '../lib/model.js';

const links = [
  { text: 'Décisions à prendre', to: '/decisions', roles: ['DECIDEUR', 'GESTIONNAIRE', 'EXPLOITANT'] },
  { text: 'Transmissions à traiter', to: '/transmissions', roles: ['DECIDEUR', 'GESTIONNAIRE', 'EXPLOITANT'] },
  { text: 'Chiffres', to: '/chiffres', roles: ['DECIDEUR', 'GESTIONNAIRE', 'PILOTE'] },
] as const;

/** The pages that a profile may open. */
export const linksOf = ({ roles }: Agent): readonly Readonly<{ text: string; to: string }>[] =>
  links.filter((link) => link.roles.some((role) => roles.includes(role)));
