import { type Journal, type Origin } from '@relais/chassis/journal';
import { erase, type Place } from '@relais/chassis/personal-data';
import { inTransaction, isUniqueViolation, type Pool, type Queryable, type Tx } from '@relais/chassis/postgres';
import { ok, refuse, type Rejection, type Result } from '@relais/kernel';
import { type EffacementEcrit } from '../../application/droits/effacements.js';
import { type InventaireService } from '../../application/droits/ports.js';
import { confirmable, demandable, type MotifEffacement, type RefusEffacement } from '../../domain/droits/effacement.js';

export type DemandeEffacement = Readonly<{ effacementId: string; usagerId: string; departement: string; motif: MotifEffacement; agentId: string; le: Date }>;
export type RefusDemande = RefusEffacement | Rejection<'USAGER_INCONNU' | 'EFFACEMENT_DEJA_DEMANDE'>;

const COLONNES = `id as "effacementId", usager_id as "usagerId", departement, motif, etat, demande_par as "demandePar", demande_le as "demandeLe",
  confirme_par as "confirmePar", confirme_le as "confirmeLe", avant`;

/** One erasure of a person; undefined when there is none by that id. */
export const lireEffacement = async (db: Queryable, usagerId: string, effacementId: string): Promise<EffacementEcrit | undefined> => {
  const { rows } = await db.query<EffacementEcrit>(`select ${COLONNES} from effacement where usager_id = $1 and id = $2`, [usagerId, effacementId]);
  return rows[0];
};

/** True when the person was erased here: what is still said of them changes nothing. */
export const estEfface = async (db: Queryable, usagerId: string): Promise<boolean> =>
  (await db.query(`select 1 from effacement where usager_id = $1 and etat = 'EFFECTUE'`, [usagerId])).rowCount !== 0;

/** Writes that an agent asks for an erasure; nothing is erased yet. */
export const demander = async (pool: Pool, { effacementId, usagerId, departement, motif, agentId, le }: DemandeEffacement): Promise<Result<void, RefusDemande>> => {
  const { rows } = await pool.query<{ droit: 'ouvert' | 'ferme' }>('select droit from usager where id = $1', [usagerId]);
  const [usager] = rows;
  if (!usager) return refuse({ code: 'USAGER_INCONNU' });
  const possible = demandable(usager);
  if (!possible.ok) return possible;
  try {
    await pool.query(
      'insert into effacement (id, usager_id, departement, motif, demande_par, demande_le) values ($1, $2, $3, $4, $5, $6)',
      [effacementId, usagerId, departement, motif, agentId, le],
    );
    return ok(undefined);
  } catch (erreur) {
    if (isUniqueViolation(erreur, 'effacement_demande')) return refuse({ code: 'EFFACEMENT_DEJA_DEMANDE' });
    throw erreur;
  }
};

export type Confirmation = Readonly<{ usagerId: string; effacementId: string; agentId: string; le: Date; avant: readonly InventaireService[]; origin: Origin }>;
export type Moyens = Readonly<{ pool: Pool; journal: Journal; lieux: readonly Place[] }>;

type Fiche = Readonly<{ usagerId: string; departement: string; droit: 'ouvert' | 'ferme' }>;

/** The row of every record of a person, locked: the one kept, and those merged into it. */
const fichesDe = async (tx: Tx, usagerId: string): Promise<Fiche[]> => {
  const { rows } = await tx.query<Fiche>(
    'select id as "usagerId", departement, droit from usager where id = $1 or fusionne_dans = $1 order by id for update',
    [usagerId],
  );
  return rows;
};

const verifier = (effacement: EffacementEcrit | undefined, fiches: readonly Fiche[], agentId: string): Result<void, RefusDemande> => {
  if (!effacement) return refuse({ code: 'USAGER_INCONNU' });
  const possible = effacement.motif === 'FIN_DE_CONSERVATION' && effacement.etat === 'DEMANDE' ? ok(undefined) : confirmable(effacement, agentId);
  if (!possible.ok) return possible;
  return demandable({ droit: fiches.some(({ droit }) => droit === 'ouvert') ? 'ouvert' : 'ferme' });
};

/** Erases the person here and tells it, in one transaction: the key goes with the row, and everything sealed under it. */
export const confirmer = ({ pool, journal, lieux }: Moyens, { usagerId, effacementId, agentId, le, avant, origin }: Confirmation): Promise<Result<void, RefusDemande>> =>
  inTransaction(pool, async (tx) => {
    const fiches = await fichesDe(tx, usagerId);
    const possible = verifier(await lireEffacement(tx, usagerId, effacementId), fiches, agentId);
    if (!possible.ok) return possible;
    await erase(tx, lieux, usagerId);
    await tx.query(`update effacement set etat = 'EFFECTUE', confirme_par = $2, confirme_le = $3, avant = $4 where id = $1`, [
      effacementId,
      agentId,
      le,
      JSON.stringify(avant),
    ]);
    for (const { usagerId: fiche, departement } of fiches) {
      await journal.appendNext(tx, { type: 'usagers.UsagerEfface', data: { usagerId: fiche, departement, effacementId }, origin });
    }
    return possible;
  });
