import { essayer } from './essayer.js';
import { type Detenteur, detenteurs, suiveuse } from './suivies.js';

const DEMANDES = 500;

describe('une personne suivie par une autre structure (R. 262-107 CASF ; CNIL SAN-2026-003 : habilitations trop larges)', () => {
  let services: Detenteur[];
  beforeAll(async () => {
    services = await detenteurs();
  }, 120_000);
  afterAll(async () => {
    for (const { close } of services) await close();
  });

  it('ne laisse pas un octet à un agent qui ne la suit pas, quoi qu’il demande', async () => {
    for (const service of services) {
      const { fuites, parStatut } = await essayer(service, { nombre: DEMANDES, graine: 20_261_125 });
      expect([service.nom, fuites]).toEqual([service.nom, []]);
      // Asked well enough to be refused for who it is.
      expect(parStatut[403]).toBeGreaterThan(DEMANDES / 10);
    }
  }, 120_000);

  it('se montre à la structure qui la suit, et au département qui décide : l’essai voit ce qui se lit', async () => {
    const referente = { sub: 'ML33-0003', roles: ['REFERENT'], departement: '33', structure: suiveuse };
    const decideuse = { sub: 'CD33-0007', roles: ['DECIDEUR'], departement: '33', structure: { code: 'CDP0033', type: 'CD' } };
    const lisible = { usagers: ['/v1/usagers/', referente], accompaniment: ['/v1/usagers/', referente], orientation: ['/v1/departements/33/orientations/', decideuse], sanctions: ['/v1/departements/33/sanctions/', decideuse] } as const;
    for (const { nom, http, parametres, secrets } of services) {
      const [base, as] = lisible[nom as keyof typeof lisible];
      const path = { usagers: '', accompaniment: '/contrat', orientation: '', sanctions: `/${parametres['sanctionId']}` }[nom];
      const { status, body } = await http.call('GET', `${base}${parametres['usagerId']}${path}`, { as });
      expect([nom, status]).toEqual([nom, 200]);
      expect(secrets.some((secret) => JSON.stringify(body).includes(secret))).toBe(true);
    }
  });
});
