import fc from 'fast-check';
import { fold, plusDays, plusMonths } from '@relais/kernel';
import { scenario } from '@relais/kernel/testing';
import {
  type AccompagnementCommand,
  type DeclarerHeures,
  type Intensite,
  type NoterIssue,
  type PrendreRendezVous,
  type RecevoirOrientation,
  type RefuserContrat,
  type SignerContrat,
} from './commands.js';
import { accompagnementDecider } from './decider.js';
import { type AccompagnementEvent } from './events.js';
import { MAXIMUM_MINUTES } from './rules.js';

const usagerId = '00000000-0000-7000-8000-000000000001';
const contratId = '00000000-0000-7000-8000-0000000000c1';
const orientationId = '00000000-0000-7000-8000-0000000000aa';
const rendezVousId = '00000000-0000-7000-8000-0000000000d1';
const personne = { usagerId, departement: '33' };
const bordeaux = { code: 'NAQ0405', type: 'ML' };
const lormont = { code: 'NAQ0406', type: 'ML' };
const conseiller = { id: 'ML33-0003', departement: '33', structure: bordeaux };

const suivi = { organisme: 'ML', structure: bordeaux } as const;
const delai = { dateNotification: '2026-11-24', echeance: '2026-12-24', regle: 'contrat.delai-1-mois.1' };
const ouvert: AccompagnementEvent = { type: 'ContratOuvert', data: { ...personne, ...suivi, ...delai, contratId, orientationId } };
const signe: AccompagnementEvent = {
  type: 'ContratSigne',
  data: {
    ...personne,
    ...suivi,
    contratId,
    dateSignature: '2026-12-01',
    echeance: '2026-12-24',
    minutesHebdomadaires: 900,
    amenagement: 'AUCUN',
    signataireId: 'ML33-0003',
    signataireStructure: 'NAQ0405',
  },
};
const refuse: AccompagnementEvent = {
  type: 'ContratRefuse',
  data: { ...personne, ...suivi, contratId, dateRefus: '2026-12-01', agentId: 'ML33-0003', agentStructure: 'NAQ0405' },
};
const suspendu: AccompagnementEvent = {
  type: 'ContratSuspendu',
  data: { ...personne, contratId, motif: 'FIN_DROIT', dateSuspension: '2026-12-10' },
};

const acte = { usagerId, intervenant: conseiller, aujourdhui: '2026-12-02' };
const orienter = (over: Partial<RecevoirOrientation> = {}): RecevoirOrientation => ({
  type: 'RecevoirOrientation',
  ...personne,
  ...suivi,
  contratId,
  orientationId,
  dateNotification: '2026-11-24',
  ...over,
});
const quinzeHeures: Intensite = { minutes: null, motifReduction: null, motifDispense: null };
const signer = (over: Partial<SignerContrat> = {}): SignerContrat => ({
  type: 'SignerContrat',
  ...acte,
  dateSignature: '2026-12-01',
  intensite: quinzeHeures,
  ...over,
});
const avec = (intensite: Partial<Intensite>): SignerContrat => signer({ intensite: { ...quinzeHeures, ...intensite } });
const refuser = (over: Partial<RefuserContrat> = {}): RefuserContrat => ({ type: 'RefuserContrat', ...acte, dateRefus: '2026-12-01', ...over });
const declarer = (over: Partial<DeclarerHeures> = {}): DeclarerHeures => ({
  type: 'DeclarerHeures',
  ...acte,
  aujourdhui: '2026-12-08',
  semaine: '2026-W49',
  nature: 'ATELIER',
  minutes: 180,
  ...over,
});
const prendre = (over: Partial<PrendreRendezVous> = {}): PrendreRendezVous => ({
  type: 'PrendreRendezVous',
  ...acte,
  rendezVousId,
  dateHeure: '2026-12-03T09:00:00.000Z',
  modalite: 'PHYSIQUE',
  motif: 'ACC',
  ...over,
});
const noter = (over: Partial<NoterIssue> = {}): NoterIssue => ({
  type: 'NoterIssue',
  ...acte,
  rendezVousId,
  issue: 'HONORE',
  aujourdhui: '2026-12-03',
  maintenant: '2026-12-03T10:00:00.000Z',
  ...over,
});
const pris: AccompagnementEvent = {
  type: 'RendezVousPris',
  data: {
    ...personne,
    rendezVousId,
    dateHeure: '2026-12-03T09:00:00.000Z',
    modalite: 'PHYSIQUE',
    motif: 'ACC',
    structure: bordeaux,
    agentId: 'ML33-0003',
  },
};
const heures = (minutes: number, nature = 'ATELIER'): AccompagnementEvent => ({
  type: 'HeuresDeclarees',
  data: { ...personne, contratId, semaine: '2026-W49', nature, minutes, minutesHebdomadaires: 900, structure: bordeaux, agentId: 'ML33-0003' },
});
const remis = (motif: 'REORIENTATION' | 'REPRISE', dateNotification: string): AccompagnementEvent => ({
  type: 'ContratRemisASigner',
  data: {
    ...personne,
    contratId,
    orientationId,
    motif,
    organisme: 'ML',
    structure: lormont,
    dateNotification,
    echeance: plusMonths(dateNotification, 1),
    regle: 'contrat.delai-1-mois.1',
  },
});
const { given } = scenario(accompagnementDecider);

describe('D. 5411-14-1 C. trav. : un mois pour signer', () => {
  it('court de la notification de la décision d’orientation', () => {
    given().when(orienter()).then(ouvert);
  });

  it('finit le dernier jour d’un mois plus court', () => {
    given()
      .when(orienter({ dateNotification: '2027-01-31' }))
      .then({ ...ouvert, data: { ...ouvert.data, dateNotification: '2027-01-31', echeance: '2027-02-28' } });
  });

  it('n’empêche pas de signer plus tard : le dépassement se lit à l’échéance', () => {
    given(ouvert)
      .when(signer({ dateSignature: '2027-01-15', aujourdhui: '2027-01-15' }))
      .then({ ...signe, data: { ...signe.data, dateSignature: '2027-01-15' } });
  });
});

describe('D. 5411-8-2 C. trav. : une nouvelle décision ouvre un nouveau mois', () => {
  it.each([
    ['à signer', [ouvert]],
    ['signé', [ouvert, signe]],
    ['refusé', [ouvert, refuse]],
  ])('pour un contrat %s, avec la nouvelle structure', (_etat, past) => {
    given(...past)
      .when(orienter({ structure: lormont, dateNotification: '2026-12-15' }))
      .then(remis('REORIENTATION', '2026-12-15'));
  });

  it('retire le contrat à l’ancienne structure et le donne à la nouvelle', () => {
    const now = { aujourdhui: '2026-12-16', dateSignature: '2026-12-16' };
    given(ouvert, signe, remis('REORIENTATION', '2026-12-15')).when(signer(now)).thenRefused('AGENT_HORS_STRUCTURE');
    given(ouvert, signe, remis('REORIENTATION', '2026-12-15'))
      .when(signer({ ...now, intervenant: { ...conseiller, structure: lormont } }))
      .then({
        ...signe,
        data: { ...signe.data, structure: lormont, dateSignature: '2026-12-16', echeance: '2027-01-15', signataireStructure: 'NAQ0406' },
      });
  });
});

describe('L. 5411-6 C. trav. : la signature', () => {
  it('se fait le jour même de la décision, jusqu’à aujourd’hui', () => {
    given(ouvert).when(signer()).then(signe);
    given(ouvert).when(signer({ dateSignature: '2026-11-24' })).then({ ...signe, data: { ...signe.data, dateSignature: '2026-11-24' } });
    given(ouvert).when(signer({ dateSignature: '2026-11-23' })).thenRefused('DATE_ANTERIEURE_A_LA_DECISION');
    given(ouvert).when(signer({ dateSignature: '2026-12-03' })).thenRefused('DATE_FUTURE');
  });

  it('répétée à l’identique, ne change rien ; différente, elle est refusée', () => {
    given(ouvert, signe).when(signer()).thenNothing();
    given(ouvert, signe).when(signer({ dateSignature: '2026-12-02' })).thenRefused('CONTRAT_DEJA_SIGNE');
    given(ouvert, signe).when(refuser()).thenRefused('CONTRAT_DEJA_SIGNE');
  });

  it('reste possible après un refus, qui se note une fois', () => {
    given(ouvert).when(refuser()).then(refuse);
    given(ouvert, refuse).when(refuser()).thenNothing();
    given(ouvert, refuse).when(refuser({ dateRefus: '2026-12-02' })).thenRefused('CONTRAT_DEJA_REFUSE');
    given(ouvert, refuse).when(signer({ dateSignature: '2026-12-02' })).then({ ...signe, data: { ...signe.data, dateSignature: '2026-12-02' } });
    given(ouvert).when(refuser({ dateRefus: '2026-11-01' })).thenRefused('DATE_ANTERIEURE_A_LA_DECISION');
  });

  it.each([
    ['une autre mission locale', { structure: lormont }, 'AGENT_HORS_STRUCTURE'],
    ['le département, qui ne suit pas la personne', { structure: { code: 'CDP0033', type: 'CD' } }, 'AGENT_HORS_STRUCTURE'],
    ['un agent sans structure', { structure: null }, 'AGENT_HORS_STRUCTURE'],
    ['un autre département', { departement: '64' }, 'USAGER_INCONNU'],
  ] as const)('est refusée à %s', (_qui, over, code) => {
    given(ouvert).when(signer({ intervenant: { ...conseiller, ...over } })).thenRefused(code);
  });

  it('revient à tout agent de l’organisme quand aucune structure n’est désignée', () => {
    const cd: AccompagnementEvent = { type: 'ContratOuvert', data: { ...ouvert.data, organisme: 'CD', structure: null } as never };
    given(cd).when(signer()).thenRefused('AGENT_HORS_STRUCTURE');
    given(cd)
      .when(signer({ intervenant: { id: 'CD33-0009', departement: '33', structure: { code: 'CDP0033', type: 'CD' } } }))
      .then({ ...signe, data: { ...signe.data, organisme: 'CD', structure: null, signataireId: 'CD33-0009', signataireStructure: 'CDP0033' } });
  });

  it('n’existe pas pour une personne inconnue, ni pendant une suspension', () => {
    given().when(signer()).thenRefused('USAGER_INCONNU');
    given(ouvert, suspendu).when(signer()).thenRefused('CONTRAT_SUSPENDU');
    given(ouvert, suspendu).when(refuser()).thenRefused('CONTRAT_SUSPENDU');
  });
});

describe('L. 5411-6 C. trav. : l’intensité', () => {
  const signeAvec = (minutesHebdomadaires: number, amenagement: 'AUCUN' | 'REDUCTION' | 'DISPENSE'): AccompagnementEvent => ({
    ...signe,
    data: { ...signe.data, minutesHebdomadaires, amenagement },
  });

  it('est de 15 heures, ou plus, jusqu’à 48', () => {
    given(ouvert).when(avec({})).then(signeAvec(900, 'AUCUN'));
    given(ouvert).when(avec({ minutes: 48 * 60 })).then(signeAvec(48 * 60, 'AUCUN'));
    given(ouvert).when(avec({ minutes: 48 * 60 + 15 })).thenRefused('HEURES_EXCESSIVES');
  });

  it('se réduit avec un motif, sans être nulle', () => {
    given(ouvert).when(avec({ minutes: 600, motifReduction: 'PROCHE_AIDANT' })).then(signeAvec(600, 'REDUCTION'));
    given(ouvert).when(avec({ minutes: 600 })).thenRefused('REDUCTION_SANS_MOTIF');
    given(ouvert).when(avec({ minutes: 0, motifReduction: 'PROCHE_AIDANT' })).thenRefused('INTENSITE_INCOHERENTE');
    given(ouvert).when(avec({ minutes: 900, motifReduction: 'PROCHE_AIDANT' })).thenRefused('INTENSITE_INCOHERENTE');
  });

  it('est nulle pour qui est dispensé', () => {
    given(ouvert).when(avec({ motifDispense: 'PARENT_ISOLE_SANS_GARDE' })).then(signeAvec(0, 'DISPENSE'));
    given(ouvert).when(avec({ minutes: 300, motifDispense: 'HANDICAP' })).thenRefused('INTENSITE_INCOHERENTE');
  });
});

describe('la suspension', () => {
  it('suit la fin du droit, une fois, et ne crée pas de contrat', () => {
    const fin = { type: 'SuspendreContrat', ...personne, motif: 'FIN_DROIT', dateSuspension: '2026-12-10' } as const;
    given(ouvert, signe).when(fin).then(suspendu);
    given(ouvert, suspendu).when(fin).thenNothing();
    given().when(fin).thenNothing();
  });

  it('cesse par une nouvelle orientation, qui redemande une signature', () => {
    given(ouvert, signe, suspendu)
      .when(orienter({ structure: lormont, dateNotification: '2027-02-01' }))
      .then(remis('REPRISE', '2027-02-01'));
  });
});

describe('les rendez-vous', () => {
  it('se prennent avant la signature, et une seule fois', () => {
    given(ouvert).when(prendre()).then(pris);
    given(ouvert, pris).when(prendre()).thenNothing();
    given(ouvert).when(prendre({ intervenant: { ...conseiller, structure: lormont } })).thenRefused('AGENT_HORS_STRUCTURE');
    given(ouvert, suspendu).when(prendre()).thenRefused('CONTRAT_SUSPENDU');
  });

  it('ont une issue, une fois passés ; une annulation se note avant', () => {
    const tenu = (issue: 'HONORE' | 'ANNULE'): AccompagnementEvent => ({
      type: 'RendezVousTenu',
      data: { ...personne, rendezVousId, issue, dateConstat: '2026-12-03', agentId: 'ML33-0003' },
    });
    given(ouvert, pris).when(noter()).then(tenu('HONORE'));
    given(ouvert, pris, tenu('HONORE')).when(noter()).thenNothing();
    given(ouvert, pris, tenu('HONORE')).when(noter({ issue: 'ABSENT' })).thenRefused('RENDEZ_VOUS_DEJA_CLOS');
    given(ouvert, pris).when(noter({ maintenant: '2026-12-03T08:59:00.000Z' })).thenRefused('RENDEZ_VOUS_A_VENIR');
    given(ouvert, pris).when(noter({ issue: 'ANNULE', maintenant: '2026-12-03T08:59:00.000Z' })).then(tenu('ANNULE'));
    given(ouvert).when(noter()).thenRefused('RENDEZ_VOUS_INCONNU');
  });
});

describe('les heures d’activité', () => {
  it('se déclarent au titre du contrat signé', () => {
    given(ouvert, signe).when(declarer()).then(heures(180));
    given(ouvert).when(declarer()).thenRefused('CONTRAT_NON_SIGNE');
    given(ouvert, refuse).when(declarer()).thenRefused('CONTRAT_NON_SIGNE');
  });

  it('se corrigent : la dernière déclaration d’une semaine et d’une activité compte', () => {
    given(ouvert, signe, heures(180)).when(declarer()).thenNothing();
    given(ouvert, signe, heures(180)).when(declarer({ minutes: 240 })).then(heures(240));
  });

  it('ne dépassent pas 48 heures dans la semaine, toutes activités comprises', () => {
    given(ouvert, signe, heures(40 * 60)).when(declarer({ nature: 'IMMERSION', minutes: 8 * 60 })).then(heures(8 * 60, 'IMMERSION'));
    given(ouvert, signe, heures(40 * 60)).when(declarer({ nature: 'IMMERSION', minutes: 8 * 60 + 15 })).thenRefused('HEURES_EXCESSIVES');
    given(ouvert, signe, heures(40 * 60)).when(declarer({ minutes: 48 * 60 })).then(heures(48 * 60));
  });

  it.each([
    ['d’avant la signature', '2026-W48'],
    ['à venir', '2026-W51'],
    ['qui n’existe pas', '2026-W54'],
  ])('ne portent pas sur une semaine %s', (_quand, semaine) => {
    given(ouvert, signe).when(declarer({ semaine })).thenRefused('SEMAINE_HORS_CONTRAT');
  });
});

describe('propriétés', () => {
  const date = fc.integer({ min: 0, max: 90 }).map((days) => plusDays('2026-11-20', days));
  const intervenant = fc.constantFrom(conseiller, { ...conseiller, structure: lormont }, { ...conseiller, departement: '64' });
  const command: fc.Arbitrary<AccompagnementCommand> = fc.oneof(
    fc.record({ dateNotification: date, structure: fc.constantFrom(bordeaux, lormont) }).map(orienter),
    fc.record({ dateSuspension: date }).map((over) => ({ type: 'SuspendreContrat' as const, ...personne, motif: 'FIN_DROIT', ...over })),
    fc
      .record({
        dateSignature: date,
        aujourdhui: date,
        intervenant,
        intensite: fc.record({
          minutes: fc.option(fc.integer({ min: -60, max: 4_000 })),
          motifReduction: fc.constantFrom(null, 'PROCHE_AIDANT' as const),
          motifDispense: fc.constantFrom(null, null, 'HANDICAP' as const),
        }),
      })
      .map(signer),
    fc.record({ dateRefus: date, aujourdhui: date, intervenant }).map(refuser),
    fc
      .record({
        semaine: fc.constantFrom('2026-W47', '2026-W49', '2026-W53', '2027-W02'),
        nature: fc.constantFrom('ATELIER', 'IMMERSION', 'PERMIS'),
        minutes: fc.integer({ min: 0, max: 2_000 }),
        aujourdhui: date,
        intervenant,
      })
      .map(declarer),
    fc.record({ rendezVousId: fc.constantFrom('r1', 'r2'), intervenant }).map(prendre),
    fc.record({ rendezVousId: fc.constantFrom('r1', 'r2'), issue: fc.constantFrom('HONORE' as const, 'ABSENT' as const, 'ANNULE' as const), intervenant }).map(noter),
  );

  const run = (commands: readonly AccompagnementCommand[]): AccompagnementEvent[] => {
    const history: AccompagnementEvent[] = [];
    for (const next of commands) {
      const outcome = accompagnementDecider.decide(next, fold(accompagnementDecider, history));
      if (outcome.ok) history.push(...outcome.value);
    }
    return history;
  };

  it('quoi qu’on demande et dans quel ordre : une signature suit la dernière décision, par la structure qui suit, dans les bornes', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        const history = run(commands);
        history.forEach((event, index) => {
          if (event.type !== 'ContratSigne') return;
          const before = fold(accompagnementDecider, history.slice(0, index));
          expect(['A_SIGNER', 'REFUSE']).toContain(before.etat);
          const { dateSignature, minutesHebdomadaires, amenagement, structure, signataireStructure, echeance } = event.data;
          expect(before.etat !== 'AUCUN' && dateSignature >= before.dateNotification && echeance === before.echeance).toBe(true);
          expect(structure?.code).toBe(signataireStructure);
          expect(minutesHebdomadaires).toBeLessThanOrEqual(MAXIMUM_MINUTES.value);
          expect(minutesHebdomadaires >= 900 ? 'AUCUN' : minutesHebdomadaires === 0 ? 'DISPENSE' : 'REDUCTION').toBe(amenagement);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('quoi qu’on déclare, aucune semaine ne dépasse 48 heures, et un rendez-vous n’a qu’une issue', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        const history = run(commands);
        const end = fold(accompagnementDecider, history);
        if (end.etat === 'AUCUN') return;
        for (const week of Object.values(end.heures)) {
          expect(Object.values(week).reduce((sum, part) => sum + part, 0)).toBeLessThanOrEqual(MAXIMUM_MINUTES.value);
        }
        const closed = history.flatMap((event) => (event.type === 'RendezVousTenu' ? [event.data.rendezVousId] : []));
        expect(new Set(closed).size).toBe(closed.length);
      }),
      { numRuns: 300 },
    );
  });
});
