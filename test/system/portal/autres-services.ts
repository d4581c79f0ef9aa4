import { type Chiffres } from '@relais/pilotage/application/lire-chiffres';
import { enCsv } from '@relais/pilotage/adapters/http/csv';
import { fastify, type FastifyInstance } from 'fastify';

const tried = { genre: 'ENVOI', debut: '2026-11-24T09:00:01.000Z', fin: '2026-11-24T09:00:01.120Z', issue: 'ok', code: null };

const indicateur = {
  code: 'stock-attente-orientation',
  libelle: 'Personnes en attente d’orientation',
  definition: 'Personnes dont l’orientation est à prendre.',
  unite: 'personnes',
  mesures: [{ code: 'enAttente', libelle: 'En attente', unite: 'personnes' }],
};

const line = (cle: string, libelle: string, value: number | null) => ({ cle, libelle, masque: value === null, personnes: value, mesures: { enAttente: value } });

const figures: Chiffres = {
  indicateur,
  departement: '33',
  par: 'organisme',
  au: '2026-11-24',
  connuAu: '2026-11-24',
  seuil: 11,
  arrondi: 5,
  lignes: [line('FT', 'France Travail', 25), line('ML', 'Mission locale', 40), line('CE', 'Cap emploi', null)],
  total: line('33', 'Ensemble', 70),
};

const unknown = { status: 404, title: 'Personne inconnue', detail: 'Vérifiez l’identifiant.', code: 'USAGER_INCONNU' };

const fact = ({ type, sequence, at, resume = {} }: { type: string; sequence: number; at: string; resume?: object }) => ({
  id: `00000000-0000-7000-8000-00000000000${sequence}`,
  service: type.split('.')[0],
  topic: `relais.${type.split('.')[0]}.v1`,
  type,
  sequence,
  at,
  origine: { correlationId: '00000000-0000-7000-8000-0000000000ff', causationId: null },
  traceId: '0af7651916cd43dd8448eb211c80319c',
  publie: true,
  publieLe: at,
  resume,
});

const droit = fact({ type: 'usagers.DroitRsaOuvert', sequence: 1, at: '2026-10-15T08:00:00.000Z', resume: { organismePayeur: 'CAF', dateReception: '2026-10-15' } });

/** What France Travail and the partners were told of a fact, once its person has an exchange. */
const transmission = (faitId: string) => ({
  id: '00000000-0000-7000-8000-0000000000aa',
  faitId,
  operation: 'decisionOrientation',
  etat: 'ACQUITTEE',
  code: null,
  explication: null,
  envois: 1,
  traceId: null,
  creeLe: '2026-11-24T09:00:00.500Z',
  prochainEssai: null,
  closeLe: '2026-11-24T09:00:01.120Z',
});
const livraison = (faitId: string) => ({ id: 'l', faitId, abonnement: 'mission-locale', etat: 'LIVREE', essais: 1, code: null, creeLe: '2026-11-24T09:00:00.500Z', prochainEssai: null, closeLe: '2026-11-24T09:00:02.000Z' });
const onTopic = (faitId: string) => ({
  ...fact({ type: 'partenaires.PersonneOrientee', sequence: 2, at: '2026-11-24T09:00:00.500Z' }),
  service: 'connector',
  topic: 'relais.partenaires.naq0405.v1',
  origine: { correlationId: '00000000-0000-7000-8000-0000000000ff', causationId: faitId },
});

type Ids = { Params: { usagerId: string; id: string } };

/** The services that the pages read besides orientation, answering as they do; what they are is shown by their own tests. */
export const playOthers = async (names: ReadonlyMap<string, string>, exchanges: ReadonlyMap<string, string>): Promise<{ url: string; app: FastifyInstance }> => {
  const app = fastify();
  app.get<Ids>('/v1/usagers/:usagerId', ({ headers, params: { usagerId } }, reply) => {
    const nom = names.get(usagerId);
    if (nom === undefined || headers.authorization === undefined) return reply.code(404).send(unknown);
    const identite = { nom, prenom: 'ZOÉ', nomNaissance: null, dateNaissance: '1990-01-15', civilite: null };
    return reply.send({ usagerId, departement: '33', identite, numeroFranceTravail: null, rattachement: null });
  });
  const of = <T>(usagerId: string, answer: (faitId: string) => T): T[] => [exchanges.get(usagerId)].flatMap((faitId) => (faitId === undefined ? [] : [answer(faitId)]));
  app.get<Ids>('/v1/usagers/:usagerId/historique', ({ params: { usagerId } }) => ({ usagerId, faits: [droit] }));
  app.get('/v1/usagers/:usagerId/contrat/historique', (_, reply) => reply.code(404).send(unknown));
  app.get('/v1/departements/:departement/sanctions/:usagerId/historique', (_, reply) => reply.code(503).send({ ...unknown, status: 503, code: 'SERVICE_INDISPONIBLE' }));
  app.get<Ids>('/v1/departements/:departement/transmissions/usagers/:usagerId/historique', ({ params: { usagerId } }) => ({ usagerId, faits: of(usagerId, onTopic) }));
  app.get<{ Querystring: { usagerId: string } }>('/v1/departements/:departement/transmissions', ({ query }) => ({ transmissions: of(query.usagerId, transmission), suite: null }));
  app.get<Ids>('/v1/departements/:departement/transmissions/:id', ({ params: { id } }) => ({ id, tentatives: [tried] }));
  app.get<{ Querystring: { usagerId: string } }>('/v1/partenaires/livraisons', ({ query }) => ({ livraisons: of(query.usagerId, livraison), suite: null }));
  app.get('/v1/pilotage/indicateurs', () => ({ indicateurs: [indicateur] }));
  app.get<{ Params: { code: string } }>('/v1/pilotage/indicateurs/:code', ({ params: { code } }, reply) => {
    if (!code.endsWith('.csv')) return reply.send(figures);
    return reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${code}"`).send(enCsv(figures));
  });
  return { url: await app.listen({ port: 0, host: '127.0.0.1' }), app };
};
