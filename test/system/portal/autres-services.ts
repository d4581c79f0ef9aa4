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

export const contractToSign = (usagerId: string) => ({
  usagerId,
  etat: 'A_SIGNER',
  version: 1,
  organisme: 'ML',
  structure: { code: 'NAQ0405', type: 'ML' },
  dateNotification: '2026-11-20',
  echeance: '2026-12-20',
  dateSignature: null,
  minutesHebdomadaires: null,
  transmission: null,
});

type Played = Readonly<{ names: ReadonlyMap<string, string>; exchanges: ReadonlyMap<string, string>; contracts: Map<string, object> }>;

/** What waits for a person to look at France Travail. */
const waiting = [{ ...transmission('00000000-0000-7000-8000-0000000000ab'), usagerId: '00000000-0000-7000-8000-0000000000ac', operation: 'decisionSanctionRSAPartenaire', etat: 'A_TRAITER', closeLe: null, version: 3 }];

const invalid = { status: 400, title: 'Demande mal formée', detail: 'Corrigez les champs indiqués.', code: 'REQUETE_INVALIDE', champs: [{ champ: 'justification', probleme: 'attendue : la justification' }] };
const tooEarly = { status: 422, title: 'Date antérieure à la décision', detail: 'Le contrat se signe après la décision.', code: 'DATE_ANTERIEURE_A_LA_DECISION' };

const playActs = (app: FastifyInstance, contracts: Map<string, object>): void => {
  app.get<Ids>('/v1/usagers/:usagerId/contrat', ({ params: { usagerId } }, reply) => reply.code(contracts.has(usagerId) ? 200 : 404).send(contracts.get(usagerId) ?? unknown));
  app.post<Ids & { Body: { dateSignature: string; intensiteHebdomadaire: number } }>('/v1/usagers/:usagerId/contrat/signature', ({ params: { usagerId }, body }, reply) => {
    if (body.dateSignature < '2026-11-20') return reply.code(422).send(tooEarly);
    const signed = { ...contracts.get(usagerId), etat: 'SIGNE', version: 2, dateSignature: body.dateSignature, minutesHebdomadaires: body.intensiteHebdomadaire * 60 };
    contracts.set(usagerId, signed);
    return reply.code(201).send(signed);
  });
  app.post<{ Body: { justification: string } }>('/v1/departements/:departement/transmissions/:id/conclusion', ({ headers, body }, reply) => {
    if (headers['if-match'] !== '"v3"' || body.justification === '') return reply.code(400).send(invalid);
    waiting.splice(0);
    return reply.code(201).send({});
  });
};

/** The services that the pages read besides orientation, answering as they do; what they are is shown by their own tests. */
export const playOthers = async ({ names, exchanges, contracts }: Played): Promise<{ url: string; app: FastifyInstance }> => {
  const app = fastify();
  app.get<Ids>('/v1/usagers/:usagerId', ({ headers, params: { usagerId } }, reply) => {
    const nom = names.get(usagerId);
    if (nom === undefined || headers.authorization === undefined) return reply.code(404).send(unknown);
    const identite = { nom, prenom: 'ZOÉ', nomNaissance: null, dateNaissance: '1990-01-15', civilite: null };
    return reply.send({ usagerId, departement: '33', identite, numeroFranceTravail: null, rattachement: null });
  });
  const of = <T>(usagerId: string, answer: (faitId: string) => T): T[] => [exchanges.get(usagerId)].flatMap((faitId) => (faitId === undefined ? [] : [answer(faitId)]));
  playActs(app, contracts);
  app.get<Ids>('/v1/usagers/:usagerId/historique', ({ params: { usagerId } }) => ({ usagerId, faits: [droit] }));
  app.get('/v1/usagers/:usagerId/contrat/historique', (_, reply) => reply.code(404).send(unknown));
  app.get('/v1/departements/:departement/sanctions/:usagerId/historique', (_, reply) => reply.code(503).send({ ...unknown, status: 503, code: 'SERVICE_INDISPONIBLE' }));
  app.get<Ids>('/v1/departements/:departement/transmissions/usagers/:usagerId/historique', ({ params: { usagerId } }) => ({ usagerId, faits: of(usagerId, onTopic) }));
  app.get<{ Querystring: { usagerId?: string; etat?: string } }>('/v1/departements/:departement/transmissions', ({ query }) => ({ transmissions: query.etat === 'A_TRAITER' ? waiting.slice() : of(query.usagerId ?? '', transmission), suite: null }));
  app.get<Ids>('/v1/departements/:departement/transmissions/:id', ({ params: { id } }) => ({ id, tentatives: [tried] }));
  app.get<{ Querystring: { usagerId: string } }>('/v1/partenaires/livraisons', ({ query }) => ({ livraisons: of(query.usagerId, livraison), suite: null }));
  app.get('/v1/pilotage/indicateurs', () => ({ indicateurs: [indicateur] }));
  app.get<{ Params: { code: string } }>('/v1/pilotage/indicateurs/:code', ({ params: { code } }, reply) => {
    if (!code.endsWith('.csv')) return reply.send(figures);
    return reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${code}"`).send(enCsv(figures));
  });
  return { url: await app.listen({ port: 0, host: '127.0.0.1' }), app };
};
