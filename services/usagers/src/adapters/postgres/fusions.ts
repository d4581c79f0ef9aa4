import { type Fact, type Journal, type Origin } from '@relais/chassis/journal';
import { type Tx } from '@relais/chassis/postgres';
import { type LegalDate, ok, refuse, type Rejection, type Result, type UsagerId } from '@relais/kernel';
import { type CleEnveloppee, type Coffre } from '../../application/ports.js';
import { annuler, type Avant, type DroitConnu, droitATransmettre, type Effet, fusionner, type Ouverture, type Paire } from '../../domain/rapprochement/fusion.js';
import { journaliser, TOPIC } from './evenements.js';

export type PortsFusion = Readonly<{
  coffre: Coffre;
  journal: Journal;
  origin: Origin;
  /** Who decides, and the day. */
  decideurId: string;
  decideurStructure: string;
  le: LegalDate;
}>;

export type CodeRefusFusion = 'FUSION_EN_CHAINE' | 'OUVERTURE_ARCHIVEE';

type Ligne = CleEnveloppee & Readonly<{ id: UsagerId; droit: DroitConnu['statut']; departement: string; foyerId: string; prise: boolean }>;
type Lue = Readonly<{ paire: Paire; cle: CleEnveloppee; prises: readonly UsagerId[] }>;

/** Both persons, locked in the order of ids; `prises` are those already in a merge. */
const verrouiller = async (tx: Tx, gardeId: UsagerId, absorbeId: UsagerId): Promise<Lue> => {
  const { rows } = await tx.query<Ligne>(
    `select u.id, u.droit, u.departement, u.foyer_id as "foyerId", u.cle_version as "cleVersion", u.cle,
            u.fusionne_dans is not null or exists (select 1 from usager a where a.fusionne_dans = u.id and u.id = $2) as prise
     from usager u where u.id in ($1, $2) order by u.id for update of u`,
    [gardeId, absorbeId],
  );
  const [garde, absorbe] = [gardeId, absorbeId].map((id) => rows.find((ligne) => ligne.id === id));
  if (!garde || !absorbe) throw new Error('a doubt names somebody who is not here');
  const personne = ({ id, droit, departement, foyerId }: Ligne) => ({ id, droit: { statut: droit, departement, foyerId } });
  return {
    paire: { garde: personne(garde), absorbe: personne(absorbe) },
    cle: { cleVersion: absorbe.cleVersion, cle: absorbe.cle },
    prises: rows.flatMap(({ id, prise }) => (prise ? [id] : [])),
  };
};

const ouvertureDe = async (tx: Tx, journal: Journal, absorbeId: UsagerId): Promise<Ouverture> => {
  const dits = await journal.history(tx, TOPIC, absorbeId);
  return (dits.filter(({ type }) => type === 'usagers.DroitRsaOuvert').at(-1)?.data as Ouverture | undefined) ?? null;
};

const ecrire = async (
  tx: Tx,
  { journal, origin, le, decideurId, decideurStructure }: PortsFusion,
  { paire, evenements, type }: Effet & Readonly<{ type: 'usagers.UsagersFusionnes' | 'usagers.FusionAnnulee' }>,
): Promise<void> => {
  const { garde, absorbe } = paire;
  for (const { id, droit } of [garde, absorbe]) {
    await tx.query('update usager set droit = $2, departement = $3, foyer_id = $4, fusionne_dans = $5 where id = $1', [
      id,
      droit.statut,
      droit.departement,
      droit.foyerId,
      type === 'usagers.UsagersFusionnes' && id === absorbe.id ? garde.id : null,
    ]);
  }
  await journaliser(tx, { journal, origin }, evenements);
  for (const { id, droit } of [garde, absorbe]) {
    const data = { usagerId: id, departement: droit.departement, gardeId: garde.id, absorbeId: absorbe.id, dateDecision: le, decideurId, decideurStructure };
    await journal.appendNext(tx, { type, data, origin } satisfies Omit<Fact, 'sequence'>);
  }
};

/**
 * Makes one person of two and tells it, in the caller's transaction.
 * @returns what is needed to undo it, sealed under the absorbed person's key
 */
export const fusionnerUsagers = async (
  tx: Tx,
  ports: PortsFusion,
  { gardeId, absorbeId }: Readonly<{ gardeId: UsagerId; absorbeId: UsagerId }>,
): Promise<Result<Buffer, Rejection<CodeRefusFusion>>> => {
  const { paire, cle, prises } = await verrouiller(tx, gardeId, absorbeId);
  if (prises.length > 0) return refuse({ code: 'FUSION_EN_CHAINE' });
  const ouverture = paire.absorbe.droit.statut === 'ouvert' ? await ouvertureDe(tx, ports.journal, absorbeId) : null;
  if (droitATransmettre(paire) && ouverture === null) return refuse({ code: 'OUVERTURE_ARCHIVEE' });
  const { avant, ...effet } = fusionner(paire, ouverture, ports.le);
  await ecrire(tx, ports, { ...effet, type: 'usagers.UsagersFusionnes' });
  return ok(ports.coffre.resceller(absorbeId, cle, avant).donnees);
};

/** Makes two persons again of those that a merge had made one, and tells it. */
export const annulerFusion = async (
  tx: Tx,
  ports: PortsFusion,
  { gardeId, absorbeId, avant }: Readonly<{ gardeId: UsagerId; absorbeId: UsagerId; avant: Buffer }>,
): Promise<void> => {
  const { paire, cle } = await verrouiller(tx, gardeId, absorbeId);
  const connu = ports.coffre.ouvrir(absorbeId, { ...cle, donnees: avant }) as Avant;
  await ecrire(tx, ports, { ...annuler(paire, connu, ports.le), type: 'usagers.FusionAnnulee' });
  // What a flux said of them meanwhile was said of one person: both foyers are read again at the next one.
  await tx.query(`update foyer set empreinte = '' where id = any($1)`, [[connu.garde.foyerId, connu.absorbe.foyerId, paire.garde.droit.foyerId]]);
};
