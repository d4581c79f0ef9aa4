import { type Journal } from '@relais/chassis/journal';
import { inTransaction, type Pool, type Tx } from '@relais/chassis/postgres';
import { type ActiviteAPublier, type Contenu, type Panier, type Proposition } from '../../application/ports.js';
import { type Activite } from '../../domain/panier/activite.js';
import { diffPanier, type DiffPanier } from '../../domain/panier/diff.js';

export type PanierOptions = Readonly<{
  pool: Pool;
  journal: Journal;
  ids: { next: () => string };
  clock: { now: () => Date };
  /** How long a reader keeps a basket without a sign of life. */
  bailMs: number;
  committed: () => void;
}>;

/** More would keep one reading busy for minutes at one call a second; the rest comes at the next. */
const PAR_RELEVE = 100;

type Releve = Readonly<{ departement: string; codeActivite: string; activites: readonly Activite[] }>;

const connues = async (tx: Tx, { departement, codeActivite }: Releve) => {
  const { rows } = await tx.query<{ identifiantActivite: string; presente: boolean }>(
    `select identifiant_activite as "identifiantActivite", presente from activite where departement = $1 and code_activite = $2`,
    [departement, codeActivite],
  );
  return rows;
};

const ecrireDiff = async ({ ids }: PanierOptions, tx: Tx, { releve, diff }: { releve: Releve; diff: DiffPanier<Activite> }): Promise<void> => {
  const { departement, codeActivite } = releve;
  const nouvelles = diff.nouvelles.map(({ identifiantActivite }) => identifiantActivite);
  await tx.query(
    `insert into activite (departement, code_activite, identifiant_activite, correlation_id)
     select $1, $2, * from unnest($3::text[], $4::uuid[]) on conflict do nothing`,
    [departement, codeActivite, nouvelles, nouvelles.map(() => ids.next())],
  );
  await tx.query('update activite set presente = false, disparue_le = now() where departement = $1 and identifiant_activite = any($2)', [
    departement,
    diff.disparues,
  ]);
  await tx.query('update activite set presente = true, disparue_le = null where departement = $1 and identifiant_activite = any($2)', [
    departement,
    diff.revenues,
  ]);
};

const aPublier = async (tx: Tx, { departement, codeActivite }: Releve): Promise<ActiviteAPublier[]> => {
  const { rows } = await tx.query<ActiviteAPublier>(
    `select identifiant_activite as "identifiantActivite", essais, correlation_id as "correlationId" from activite
     where departement = $1 and code_activite = $2 and presente and etat <> 'PUBLIEE' and prochain_essai <= now()
     order by prochain_essai limit $3`,
    [departement, codeActivite, PAR_RELEVE],
  );
  return rows;
};

type Commun = Readonly<{ usagerId: string; departement: string; identifiantActivite: string; dateCreation: string; dateEcheance: string | null }>;
type AAnnoncer = Readonly<{ commun: Commun; contenu: Contenu; correlationId: string }>;

const annoncer = (journal: Journal, tx: Tx, { commun, contenu, correlationId }: AAnnoncer): Promise<{ id: string }> => {
  const origin = { correlationId };
  switch (contenu.nature) {
    case 'orientation':
      return journal.appendNext(tx, { type: 'connector.PropositionOrientationRecue', data: { ...commun, ...contenu.preconisation }, origin });
    case 'sanction':
      return journal.appendNext(tx, { type: 'connector.PropositionSanctionRecue', data: { ...commun, ...contenu.sanction }, origin });
  }
};

const publier = async ({ pool, journal, clock, committed }: PanierOptions, departement: string, proposition: Proposition): Promise<boolean> => {
  const { usagerId, activite, contenu, correlationId } = proposition;
  const { identifiantActivite, dateCreation, dateEcheance } = activite;
  const told = await inTransaction(pool, async (tx) => {
    const { rowCount } = await tx.query(
      `update activite set etat = 'PUBLIEE', usager_id = $3, code = null, essais = essais + 1
       where departement = $1 and identifiant_activite = $2 and etat <> 'PUBLIEE'`,
      [departement, identifiantActivite, usagerId],
    );
    if (rowCount !== 1) return false;
    const commun = { usagerId, departement, identifiantActivite, dateCreation: dateCreation ?? clock.now().toISOString(), dateEcheance };
    const { id } = await annoncer(journal, tx, { commun, contenu, correlationId });
    await tx.query('update activite set fait_id = $3 where departement = $1 and identifiant_activite = $2', [departement, identifiantActivite, id]);
    return true;
  });
  if (told) committed();
  return told;
};

const PRENDRE = `
  insert into sondage as s (departement, bail, bail_jusqu_a) values ($1, $2, now() + $3 * interval '1 millisecond')
  on conflict (departement) do update set bail = excluded.bail, bail_jusqu_a = excluded.bail_jusqu_a
  where s.bail = excluded.bail or coalesce(s.bail_jusqu_a, '-infinity') < now()`;

/** What is known of each basket, in Postgres. */
export const createPanier = (options: PanierOptions): Panier => {
  const { pool, ids, bailMs } = options;
  const lecteur = ids.next();
  return {
    prendre: async (departement) => (await pool.query(PRENDRE, [departement, lecteur, bailMs])).rowCount === 1,
    rendre: async (departement, code) => {
      await pool.query(
        'update sondage set bail = null, bail_jusqu_a = null, dernier_le = now(), dernier_code = $3 where departement = $1 and bail = $2',
        [departement, lecteur, code],
      );
    },
    noterReleve: (releve) =>
      inTransaction(pool, async (tx) => {
        const diff = diffPanier(await connues(tx, releve), releve.activites);
        await ecrireDiff(options, tx, { releve, diff });
        return { diff, aPublier: await aPublier(tx, releve) };
      }),
    reporter: async (departement, { identifiantActivite, code, attenteMs }) => {
      await pool.query(
        `update activite set etat = 'REPORTEE', code = $3, essais = essais + 1, prochain_essai = now() + $4 * interval '1 millisecond'
         where departement = $1 and identifiant_activite = $2 and etat <> 'PUBLIEE'`,
        [departement, identifiantActivite, code, attenteMs],
      );
    },
    publier: (departement, proposition) => publier(options, departement, proposition),
  };
};
