import { check, today, until, type World } from './world.js';

const REFERENT = 'agent-mission-locale';
const DECIDEUR = 'agent-decideur';
const CAP_EMPLOI = { code: 'NAQ0610', type: 'CE' };

type Known = Readonly<{ usagerId: string; surnom: string; numeroFranceTravail: string }>;
type Contrat = Readonly<{ etat: string; echeance: string | null; transmission: { etat: string } | null }>;

const contratOf = (world: World, usagerId: string, as = REFERENT): Promise<Contrat> =>
  until(async () => {
    const { status, body } = await world.api<Contrat>('GET', `/v1/usagers/${usagerId}/contrat`, { as });
    check(status === 200, `le contrat répond ${status}`);
    return body;
  });

const contratBecomes = (world: World, usagerId: string, test: (contrat: Contrat) => boolean): Promise<Contrat> =>
  until(async () => {
    const contrat = await contratOf(world, usagerId);
    check(test(contrat), `le contrat est ${contrat.etat}, transmission ${contrat.transmission?.etat}`);
    return contrat;
  });

const atFranceTravail = (world: World, { numeroFranceTravail }: Known, etat: string): Promise<void> =>
  until(async () => {
    const { contrat } = await world.sandbox<{ contrat: { etat: string } | null }>('GET', `/usagers/${numeroFranceTravail}`);
    check(contrat?.etat === etat, `France Travail montre un contrat ${contrat?.etat}`);
  });

/** An act that a part being restarted makes wait, and that is refused otherwise than expected only by a fault. */
const act = (world: World, path: string, wanted: { as: string; json: unknown; status: number; key?: string }): Promise<Record<string, unknown>> =>
  until(async () => {
    const headers = wanted.key === undefined ? {} : { 'idempotency-key': wanted.key };
    const { status, body } = await world.api('POST', path, { as: wanted.as, json: wanted.json, headers });
    check(status === wanted.status, `${path.split('/').slice(-2).join('/')} répond ${status} ${String(body.code)}`);
    return body;
  });

/** The contract that the decision opened: signed, lived, and put back to sign by a réorientation. */
export async function* accompanimentAct(world: World, bastien: Known): AsyncGenerator<string> {
  const dossier = `/v1/usagers/${bastien.usagerId}`;
  const key = (what: string): string => `${what}-${bastien.usagerId}`;
  const opened = await contratBecomes(world, bastien.usagerId, ({ etat }) => etat === 'A_SIGNER');
  yield `la décision a ouvert pour Bastien un contrat d’engagement à signer avant le ${opened.echeance}`;

  const early = await act(world, `${dossier}/contrat/signature`, { as: REFERENT, json: { dateSignature: '2025-01-02' }, status: 422 });
  check(early.code === 'DATE_ANTERIEURE_A_LA_DECISION', `une signature trop ancienne répond ${String(early.code)}`);
  await act(world, `${dossier}/contrat/signature`, { as: REFERENT, json: { dateSignature: today() }, status: 201, key: key('signature') });
  await contratBecomes(world, bastien.usagerId, ({ transmission }) => transmission?.etat === 'ACQUITTEE');
  await atFranceTravail(world, bastien, 'SIGNE');
  yield 'un conseiller de la mission locale en enregistre la signature (une date antérieure à la décision est refusée) ; France Travail montre le contrat signé';

  const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
  const { rendezVousId } = await act(world, `${dossier}/rendez-vous`, { as: REFERENT, json: { dateHeure: hourAgo, modalite: 'PHYSIQUE' }, status: 201, key: key('rendez-vous') });
  await act(world, `${dossier}/rendez-vous/${String(rendezVousId)}/issue`, { as: REFERENT, json: { issue: 'HONORE' }, status: 201, key: key('issue') });
  await act(world, `${dossier}/activites`, { as: REFERENT, json: { semaine: isoWeek(new Date()), heures: 7.5, nature: 'ATELIER' }, status: 201, key: key('heures') });
  yield 'un rendez-vous est pris et honoré ; sept heures et demie d’atelier sont déclarées sur les quinze heures de la semaine';

  const reorientation = { parcours: 'PSP', organisme: 'CE', structure: CAP_EMPLOI };
  await act(world, `/v1/departements/33/orientations/${bastien.usagerId}/reorientations`, { as: DECIDEUR, json: reorientation, status: 201, key: key('reorientation') });
  await until(async () => {
    const { body } = await world.api<Contrat>('GET', `${dossier}/contrat`, { as: DECIDEUR });
    check(body.etat === 'A_SIGNER', `le contrat de Bastien est ${body.etat} après la réorientation`);
  });
  await atFranceTravail(world, bastien, 'A_SIGNER');
  yield 'le département réoriente Bastien vers le Cap emploi : le contrat est de nouveau à signer, son délai repart, ici et chez France Travail';
}

/** ISO 8601 week: `2026-W48`. */
const isoWeek = (date: Date): string => {
  const thursday = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()));
  thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7));
  const week = Math.ceil(((thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / 86_400_000 + 1) / 7);
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}`;
};
