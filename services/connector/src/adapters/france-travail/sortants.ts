import { type ActeContrat, existe } from '../../domain/contrat/acte.js';
import { constaterContrat } from '../../domain/contrat/relecture.js';
import { type Constat, constater } from '../../domain/orientation/relecture.js';
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
  signerContrat: acteContrat('signerContrat'),
  refuserContrat: acteContrat('refuserContrat'),
};

/** The row of an operation, whatever it carries. */
export const sortantDe = (operation: OperationSortante): Sortant<unknown> => sortants[operation] as Sortant<unknown>;
