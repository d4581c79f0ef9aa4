import { createHash } from 'node:crypto';
import { type AppelStructure } from './api.js';
import { type Contexte } from './contexte.js';
import { preconiser } from './criteres.js';
import { proposer } from './cycle-orientation.js';
import { consequenceConnue, consequenceDe, proposerSanction, type Visee } from './cycle-sanction.js';
import { type Mutation } from './etat.js';
import { numeroDe, personnage, type Identite } from './generateur.js';
import { type Usager } from './modele.js';

/** Persons made by the sandbox: in number on demand, or one by one as a client asks for them. */

interface Voulu {
  preconisation: boolean;
  contrat: boolean;
  sanction: boolean;
}

/** A person and what France Travail holds of them; nothing is read of the state but the ids. */
function naitre(contexte: Contexte, identite: Identite, { preconisation, contrat, sanction }: Voulu): { usager: Usager; mutations: Mutation[] } {
  const instant = new Date(contexte.maintenant());
  const { usager, criteres, dossier, inscription } = personnage(contexte.graine, identite, instant);
  const acte = { contexte, instant, usager, agent: 'BATCH_ORIENTATION_USAGER' };
  const mutations: Mutation[] = [
    { type: 'usager-enregistre', usager },
    { type: 'dossier-enregistre', dossier },
    { type: 'inscription-enregistree', inscription },
  ];
  if (preconisation) mutations.push(...proposer(acte, { ...preconiser(criteres), criteres }).mutations);
  if (contrat) mutations.push({ type: 'contrat-enregistre', contrat: { numeroFranceTravail: usager.numeroFranceTravail, etat: 'A_SIGNER', organisme: 'CD' } });
  if (sanction) mutations.push(...proposerSanction(acte, PROPOSITION).mutations);
  return { usager, mutations };
}

const PROPOSITION = { type: 'SUSP_RSA', famille: 'F03', modalite: 'P', montant: 50, duree: 1 } as const;

export interface Generation extends Voulu {
  nombre: number;
  /** Rank of the first one. */
  depuis: number;
  departement: string;
}

/** Invents persons of a département, attached to every structure of it that has an account. */
export function generer(contexte: Contexte, { nombre, depuis, departement, ...voulu }: Generation): { premier: string; dernier: string } {
  const structures = contexte.comptes.filter((compte) => compte.departement === departement).map(({ structure }) => structure.code_aurore);
  const mutations: Mutation[] = [];
  for (let rang = depuis; rang < depuis + nombre; rang += 1)
    mutations.push(...naitre(contexte, { numeroFranceTravail: numeroDe(departement, rang), rang, departement, structures }, voulu).mutations);
  contexte.depot.emettreTout(mutations);
  return { premier: numeroDe(departement, depuis), dernier: numeroDe(departement, depuis + nombre - 1) };
}

const TOUT: Voulu = { preconisation: true, contrat: true, sanction: true };

/** The person whom nobody declared, when the switch is on: known from then on, attached to the caller's structure. */
export function personneALaVolee({ contexte, client }: AppelStructure, cherche: { numero: string } | { nir: string; dateNaissance: string }): Usager[] {
  if (!contexte.depot.etat.reglages.personnesALaVolee) return [];
  const identite = 'numero' in cherche ? { numeroFranceTravail: cherche.numero } : { ...cherche, numeroFranceTravail: numeroTire(contexte.graine, cherche.nir.slice(0, 13)) };
  const { usager, mutations } = naitre(contexte, { ...identite, departement: client.departement, structures: [client.structure.code_aurore] }, TOUT);
  contexte.depot.emettre(...mutations);
  return [usager];
}

// A person found by NIR must have a number, the same each time.
const numeroTire = (graine: string, nir: string): string => `98${String(createHash('sha256').update(`${graine} ${nir}`).digest().readUIntBE(0, 6) % 1_000_000_000).padStart(9, '0')}`;

/** A consequence of the person; with the switch on, an id that nobody has becomes one of theirs. */
export function consequenceOuALaVolee(contexte: Contexte, usager: Usager, id: string): Visee | undefined {
  const connue = consequenceDe(contexte, usager.numeroFranceTravail, id);
  if (connue || !contexte.depot.etat.reglages.personnesALaVolee || consequenceConnue(contexte, id)) return connue;
  const acte = { contexte, instant: new Date(contexte.maintenant()), usager, agent: 'BATCH_SANCTION' };
  contexte.depot.emettre(...proposerSanction(acte, { ...PROPOSITION, id }).mutations);
  return consequenceDe(contexte, usager.numeroFranceTravail, id);
}
