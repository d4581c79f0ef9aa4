import { type ActeContrat, existe } from '../../domain/contrat/acte.js';
import { constaterContrat } from '../../domain/contrat/relecture.js';
import { type Constat, constater, constaterReorientation } from '../../domain/orientation/relecture.js';
import { type ActeSanction } from '../../domain/sanction/acte.js';
import { consequenceDe, type ConsequenceVue } from '../../domain/sanction/manquement.js';
import { aSaisir, constaterSanction } from '../../domain/sanction/relecture.js';
import { type Contenus, type OperationSortante } from '../../domain/transmission/envoi.js';
import { type Outcome, succeeded } from '../../domain/transmission/outcome.js';
import { type FranceTravail, type Personne } from './operations.js';

/** How one outbound operation is made, and found again afterwards. */
type Sortant<Contenu> = Readonly<{
  /** Identifier of the agent who acted, a pseudonym. */
  agent: (contenu: Contenu) => string;
  envoyer: (franceTravail: FranceTravail, personne: Personne, contenu: Contenu) => Promise<Outcome>;
  constater: (franceTravail: FranceTravail, personne: Personne, contenu: Contenu) => Promise<Outcome<Constat>>;
}>;

type Nature = 'signerContrat' | 'refuserContrat';

const EXISTE_DEJA: readonly string[] = ['SignatureException', 'RefusException'];

/** The state decides the method: POST until the contract was signed or refused once, PATCH afterwards (section 10). */
const envoyerActe =
  (nature: Nature) =>
  async (franceTravail: FranceTravail, personne: Personne, contenu: ActeContrat): Promise<Outcome> => {
    const lu = await franceTravail.lectureContrat(personne);
    if (lu.kind !== 'ok') return lu;
    if (constaterContrat(nature, contenu, lu.value) === 'identique') return succeeded(undefined);
    if (existe(lu.value)) return franceTravail[nature](personne, 'PATCH', contenu);
    const created = await franceTravail[nature](personne, 'POST', contenu);
    // Refused for being there already: nothing was done, and only the other method is left.
    const there = created.kind === 'refused-by-rule' && EXISTE_DEJA.includes(created.code);
    return there ? franceTravail[nature](personne, 'PATCH', contenu) : created;
  };

const acteContrat = (nature: Nature): Sortant<ActeContrat> => ({
  agent: ({ agentId }) => agentId,
  envoyer: envoyerActe(nature),
  constater: async (franceTravail, personne, contenu) => {
    const lu = await franceTravail.lectureContrat(personne);
    return lu.kind === 'ok' ? succeeded(constaterContrat(nature, contenu, lu.value)) : lu;
  },
});

const lireConsequence = async (franceTravail: FranceTravail, personne: Personne, id: string): Promise<Outcome<ConsequenceVue>> => {
  const lu = await franceTravail.detailManquement(personne, id);
  if (lu.kind !== 'ok') return lu;
  const consequence = consequenceDe(lu.value, id);
  return consequence ? succeeded(consequence) : { kind: 'not-found', code: 'SANCTION_INTROUVABLE' };
};

/** Read first: what is there already is not sent again, and a proposal is taken up (SAISIE) before it is decided. */
const envoyerEvenement = async (franceTravail: FranceTravail, personne: Personne, acte: ActeSanction): Promise<Outcome> => {
  const vue = await lireConsequence(franceTravail, personne, acte.idConsequenceSanction);
  if (vue.kind !== 'ok') return vue;
  const constat = constaterSanction(acte, vue.value);
  if (constat === 'identique') return succeeded(undefined);
  if (constat === 'differente') return { kind: 'needs-human', code: 'DECISION_DIFFERENTE' };
  if (aSaisir(acte, vue.value)) {
    const { idConsequenceSanction, date, agentId } = acte;
    const saisie = await franceTravail.evenementSanctionRSA(personne, { nature: 'SAISIE', idConsequenceSanction, date, agentId });
    if (saisie.kind !== 'ok') return saisie;
  }
  return franceTravail.evenementSanctionRSA(personne, acte);
};

/** One row an operation. */
export const sortants: { readonly [O in OperationSortante]: Sortant<Contenus[O]> } = {
  decisionOrientation: {
    agent: ({ decideurId }) => decideurId,
    envoyer: (franceTravail, personne, decision) => franceTravail.decisionOrientation(personne, decision),
    constater: async (franceTravail, personne, decision) => {
      const lues = await franceTravail.lectureOrientation(personne);
      return lues.kind === 'ok' ? succeeded(constater(decision, lues.value)) : lues;
    },
  },
  reorientation: {
    agent: ({ decideurId }) => decideurId,
    envoyer: async (franceTravail, personne, decision) => {
      const lues = await franceTravail.lectureOrientation(personne);
      if (lues.kind !== 'ok') return lues;
      // A second one would close the first and put the contract back to sign again.
      return constaterReorientation(decision, lues.value) === 'identique' ? succeeded(undefined) : franceTravail.creerOrientation(personne, decision);
    },
    constater: async (franceTravail, personne, decision) => {
      const lues = await franceTravail.lectureOrientation(personne);
      return lues.kind === 'ok' ? succeeded(constaterReorientation(decision, lues.value)) : lues;
    },
  },
  signerContrat: acteContrat('signerContrat'),
  refuserContrat: acteContrat('refuserContrat'),
  evenementSanctionRSA: {
    agent: ({ agentId }) => agentId,
    envoyer: envoyerEvenement,
    constater: async (franceTravail, personne, acte) => {
      const vue = await lireConsequence(franceTravail, personne, acte.idConsequenceSanction);
      return vue.kind === 'ok' ? succeeded(constaterSanction(acte, vue.value)) : vue;
    },
  },
  decisionSanctionRSAPartenaire: {
    agent: ({ agentId }) => agentId,
    envoyer: (franceTravail, personne, decision) => franceTravail.decisionSanctionRSAPartenaire(personne, decision),
    // No API lists the sanctions of a person, and the id needed to read this one was in the lost answer: a
    // second call would make a second sanction, so that a person concludes.
    constater: () => Promise.resolve({ kind: 'needs-human', code: 'RELECTURE_IMPOSSIBLE' }),
  },
};

/** The row of an operation, whatever it carries. */
export const sortantDe = (operation: OperationSortante): Sortant<unknown> => sortants[operation] as Sortant<unknown>;
