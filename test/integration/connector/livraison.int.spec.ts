import { verifyWebhook, type WebhookHeaders } from '@relais/schemas';
import { eventually } from '../../kit/environment.js';
import { type Bac, CAP_EMPLOI, openBac, type Recu, WEBHOOK_SECRET } from './bac.js';

const WAIT = { timeoutMs: 30_000 };
type Evenement = { id: string; sequence: string; subject: string; type: string; data: Record<string, unknown> };

describe('une livraison à un partenaire', () => {
  let bac: Bac;
  beforeAll(async () => {
    bac = await openBac();
    bac.start();
  });
  afterAll(() => bac.close());

  const evenement = ({ body }: Recu): Evenement => JSON.parse(body) as Evenement;
  const recusPour = (usagerId: string): Recu[] => bac.recus.filter((recu) => evenement(recu).subject === usagerId);
  const etats = (usagerId: string) =>
    bac.rows<{ etat: string; essais: number; sequence: number }>('select etat, essais, sequence from livraison where usager_id = $1 order by rang', usagerId);

  it('arrive une fois, signée, et sur le topic du partenaire, avec ce que le partenaire a le droit de savoir', async () => {
    const personne = await bac.personne();
    await bac.preconiser(personne);
    await bac.decision(personne);
    const [recu] = await eventually(() => {
      const recus = recusPour(personne.usagerId);
      expect(recus).toHaveLength(1);
      return recus;
    }, WAIT);
    if (!recu) throw new Error('nothing received');
    expect(verifyWebhook(WEBHOOK_SECRET, { headers: recu.headers as unknown as WebhookHeaders, payload: recu.body, nowS: recu.at / 1000 })).toBe(true);
    expect(recu.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
    expect(evenement(recu)).toMatchObject({
      id: recu.headers['webhook-id'],
      type: 'fr.relais.partenaires.PersonneOrientee',
      sequence: '1',
      data: { usagerId: personne.usagerId, departement: '33', parcours: 'PSP', organisme: 'ML', structureCode: 'NAQ0405', dateDecision: '2026-11-24' },
    });
    expect(recu.body).not.toMatch(/motif|commentaire|decideur/);
    const topics = await bac.rows<{ topic: string }>(`select topic from journal where key = $1 and type = 'partenaires.PersonneOrientee'`, personne.usagerId);
    expect(topics).toEqual([{ topic: 'relais.partenaires.naq0405.v1' }]);
    await eventually(async () => expect(await etats(personne.usagerId)).toEqual([{ etat: 'LIVREE', essais: 1, sequence: 1 }]), WAIT);
  });

  it('ne concerne que la structure désignée', async () => {
    const [ailleurs, sansStructure, autreType] = [await bac.personne(), await bac.personne(), await bac.personne()];
    await bac.decision(ailleurs, { structure: { code: 'NAQ0999', type: 'ML' } });
    await bac.decision(sansStructure, { organisme: 'CD', structure: null });
    await bac.decision(autreType, { organisme: 'CE', structure: { code: 'NAQ0405', type: 'CE' } });
    const temoin = await bac.personne();
    await bac.decision(temoin);
    await eventually(() => expect(recusPour(temoin.usagerId)).toHaveLength(1), WAIT);
    const { rows } = await bac.test.platform.pool.query('select 1 from livraison where usager_id = any($1)', [
      [ailleurs, sansStructure, autreType].map(({ usagerId }) => usagerId),
    ]);
    expect(rows).toEqual([]);
  });

  it('est refaite jusqu’à être prise, dans l’ordre pour une personne', async () => {
    const personne = await bac.personne();
    bac.statuts.push(500, 503, 204, 204);
    await bac.decision(personne);
    await bac.decision(personne, { parcours: 'PSO' });
    // The first waits of the back-off, made short.
    await eventually(async () => {
      await bac.rows("update livraison set prochain_essai = now() where etat = 'EN_ATTENTE'");
      expect(await etats(personne.usagerId)).toEqual([
        { etat: 'LIVREE', essais: 3, sequence: 1 },
        { etat: 'LIVREE', essais: 1, sequence: 2 },
      ]);
    }, WAIT);
    const recus = recusPour(personne.usagerId).map(evenement);
    expect(recus.map(({ sequence, data }) => `${sequence} ${String(data['parcours'])}`)).toEqual(['1 PSP', '1 PSP', '1 PSP', '2 PSO']);
    expect(new Set(recus.map(({ id }) => id)).size).toBe(2);
  });

  it('à un partenaire absent ne ralentit pas les autres', async () => {
    const absents = await Promise.all(Array.from({ length: 8 }, () => bac.personne()));
    for (const absent of absents) await bac.decision(absent, { organisme: 'CE', structure: CAP_EMPLOI });
    const presente = await bac.personne();
    await bac.decision(presente);
    await eventually(() => expect(recusPour(presente.usagerId)).toHaveLength(1), WAIT);
    await eventually(async () => expect(await etats(absents[0]?.usagerId ?? '')).toMatchObject([{ etat: 'EN_ATTENTE', sequence: 1 }]), WAIT);
  });
});
