import { inSpan, startTelemetry, type Telemetry } from '@relais/chassis/telemetry';
import { listLivraisons } from '@relais/connector/projections/livraisons-view';
import { findTransmission, listTransmissions } from '@relais/connector/projections/transmissions-view';
import { eventually } from '../../kit/environment.js';
import { type Bac, openBac } from './bac.js';

const WAIT = { timeoutMs: 30_000 };
const traceIdOf = (traceparent: unknown): string | undefined => (typeof traceparent === 'string' ? traceparent.split('-')[1] : undefined);

describe('une seule trace', () => {
  let bac: Bac;
  let telemetry: Telemetry;
  beforeAll(async () => {
    telemetry = startTelemetry('connector', { OTEL_TRACES_EXPORTER: 'none' });
    bac = await openBac();
    bac.start();
  });
  afterAll(async () => {
    await bac.close();
    await telemetry.stop();
  });

  it('va de la décision à la réponse de France Travail, à son annonce et à la livraison', async () => {
    const personne = await bac.personne();
    await bac.preconiser(personne);
    const traceId = await inSpan('décision', {}, async (span) => {
      await bac.decision(personne);
      return span.spanContext().traceId;
    });
    await eventually(async () => {
      expect((await bac.appels('decisionOrientation')).map((appel) => appel.traceId)).toEqual([traceId]);
      expect(bac.recus.map(({ headers }) => traceIdOf(headers['traceparent']))).toEqual([traceId]);
      const [told] = await bac.rows<{ traceparent: string }>("select traceparent from journal where type = 'connector.TransmissionAcquittee'");
      expect(traceIdOf(told?.traceparent)).toBe(traceId);
    }, WAIT);
    const { pool } = bac.test.platform;
    const { transmissions } = await listTransmissions(pool, { departement: '33', usagerId: personne.usagerId, limite: 10 });
    const seen = await findTransmission(pool, { departement: '33', id: transmissions[0]?.id ?? '' }, () => '');
    const { livraisons } = await listLivraisons(pool, { departement: '33', usagerId: personne.usagerId, limite: 10 });
    expect([transmissions, seen?.tentatives, livraisons].map((shown) => shown?.map((one) => one.traceId))).toEqual([[traceId], [traceId], [traceId]]);
  });

  it('va du relevé du panier à la proposition', async () => {
    const [proposition] = await bac.rows<{ traceparent: string }>("select traceparent from journal where type = 'connector.PropositionOrientationRecue'");
    const lectures = (await bac.appels('chercher')).map((appel) => appel.traceId);
    expect(lectures).toContain(traceIdOf(proposition?.traceparent));
  });
});
