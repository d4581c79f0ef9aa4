import { fold } from '@relais/kernel';
import { scenario } from '@relais/kernel/testing';
import {
  agent,
  annonce,
  decider,
  decidee,
  foyerVerifie,
  observations,
  ouvrir,
  personne,
  propositionFT,
  proposee,
  proposeeCD,
  proposerCD,
  sanctionId,
  seul,
  suspendre,
  suspendue,
} from '../../../test/exemples.js';
import { sanctionDecider } from './decider.js';
import { REGLES_PAR_DEFAUT } from './rules.js';

const regles = sanctionDecider(REGLES_PAR_DEFAUT);
const { given } = scenario(regles);
/** The day after the last day of the contradictoire. */
const apres = { aujourdhui: '2026-12-07' };

describe('ACT366 : la proposition de France Travail', () => {
  it('ouvre un dossier avec le foyer et quinze jours pour instruire', () => {
    given().when(propositionFT()).then(proposee());
  });

  it('garde l’échéance que France Travail donne', () => {
    given().when(propositionFT({ echeance: '2026-12-01' })).then(proposee({ echeance: '2026-12-01' }));
  });

  it('ouvre un seul dossier par conséquence de sanction', () => {
    given(proposee()).when(propositionFT({ sanctionId: '00000000-0000-7000-8000-0000000000bb' })).thenNothing();
  });
});

describe('R. 262-69 CASF : la proposition du département', () => {
  it('ouvre un dossier au nom de l’agent qui propose', () => {
    given().when(proposerCD()).then(proposeeCD());
  });

  it('n’est possible que pour un droit ouvert, connu, par un agent du département', () => {
    given().when(proposerCD({ situation: { droit: 'FERME', composition: null } })).thenRefused('DROIT_FERME');
    given().when(proposerCD({ situation: { droit: 'INCONNU', composition: null } })).thenRefused('USAGER_INCONNU');
    given().when(proposerCD({ acteur: agent('ML33-0003', { structure: { code: 'NAQ0405', type: 'ML' } }) })).thenRefused('ACTE_NON_HABILITE');
    given().when(proposerCD({ dateManquement: '2026-12-25' })).thenRefused('DATE_INCOHERENTE');
  });

  it('ne se répète pas pour le même manquement', () => {
    given(proposeeCD()).when(proposerCD({ sanctionId: '00000000-0000-7000-8000-0000000000bb' })).thenRefused('SANCTION_DEJA_PROPOSEE');
  });
});

describe('L. 262-37 III CASF : le contradictoire', () => {
  it('laisse dix jours à compter de la réception', () => {
    given(proposee()).when(ouvrir()).then(annonce());
  });

  it('interdit de décider avant son terme, le dernier jour compris', () => {
    given(proposee(), annonce()).when(decider(suspendre(), { aujourdhui: '2026-11-24' })).thenRefused('CONTRADICTOIRE_EN_COURS');
    given(proposee(), annonce()).when(decider(suspendre(), { aujourdhui: '2026-12-04' })).thenRefused('CONTRADICTOIRE_EN_COURS');
    given(proposee(), annonce()).when(decider(suspendre(), { aujourdhui: '2026-12-05' })).then(suspendue({}, '2026-12-05'));
  });

  it('est nécessaire quand nul ne l’a tenu', () => {
    given(proposeeCD()).when(decider(suspendre(), apres)).thenRefused('CONTRADICTOIRE_ABSENT');
    given(proposee({ dateAvertissement: null })).when(decider(suspendre(), apres)).thenRefused('CONTRADICTOIRE_ABSENT');
  });

  it('tenu par France Travail, suffit à une décision qui ne dépasse pas sa proposition', () => {
    given(proposee()).when(decider(suspendre(), apres)).then(suspendue({}, apres.aujourdhui));
    given(proposee({ dateAvertissement: '2026-12-01' })).when(decider(suspendre(), apres)).thenRefused('CONTRADICTOIRE_EN_COURS');
  });

  it('est à refaire pour une décision plus sévère que ce qui a été annoncé', () => {
    const plusDur = suspendre({ taux: 50, composition: seul });
    given(proposee()).when(decider(plusDur, apres)).thenRefused('CONTRADICTOIRE_A_REFAIRE');
    given(proposee()).when(decider(suspendre({ dureeMois: 2 }), apres)).thenRefused('CONTRADICTOIRE_A_REFAIRE');
    const refait = annonce({ taux: 50, plusSevere: true });
    given(proposee(), refait).when(decider(plusDur, { ...apres, acteur: agent('CD33-0008') })).then(
      suspendue({ taux: 50, nombrePersonnes: 1, decideurId: 'CD33-0008' }, apres.aujourdhui),
    );
    given(proposee(), refait).when(decider(plusDur, apres)).thenRefused('DECIDEUR_PROPOSANT');
  });

  it('demande une sanction en pour cent quand la proposition est en euros', () => {
    given(proposee({ taux: null })).when(ouvrir()).thenRefused('ANNONCE_ABSENTE');
    given(proposee({ taux: null })).when(ouvrir({ annonce: { typeSanction: 'SUSPENSION', taux: 40, dureeMois: 1 } })).then(annonce({ plusSevere: true }));
  });

  it('ne commence ni avant la proposition ni demain, et se répète sans effet', () => {
    given(proposee()).when(ouvrir({ dateReception: '2026-11-25' })).thenRefused('DATE_INCOHERENTE');
    given(proposee()).when(ouvrir({ dateReception: '2026-11-01' })).thenRefused('DATE_INCOHERENTE');
    given(proposee(), annonce()).when(ouvrir()).thenNothing();
    given().when(ouvrir()).thenRefused('SANCTION_INCONNUE');
  });
});

describe('L. 262-37 I CASF : le motif légitime', () => {
  it('retenu, exclut la sanction et permet le classement', () => {
    const retenu = observations({ motifLegitime: 'RETENU' });
    given(proposee(), annonce(), retenu).when(decider(suspendre(), apres)).thenRefused('MOTIF_LEGITIME_RETENU');
    const classee = {
      type: 'SanctionClassee' as const,
      data: {
        ...personne,
        sanctionId,
        motif: 'MOTIF_LEGITIME' as const,
        dateDecision: apres.aujourdhui,
        decideurId: 'CD33-0007',
        decideurStructure: 'CDP0033',
        identifiantActivite: '1$a',
        idConsequenceSanction: '2381',
      },
    };
    given(proposee(), annonce(), retenu).when(decider({ sens: 'CLASSER', motif: 'MOTIF_LEGITIME' }, apres)).then(classee);
  });

  it('seulement invoqué, laisse décider', () => {
    given(proposee(), annonce(), observations({ motifLegitime: 'INVOQUE' })).when(decider(suspendre(), apres)).then(suspendue({}, apres.aujourdhui));
  });
});

describe('R. 262-68 CASF : les bornes du premier manquement', () => {
  it.each([
    ['moins de 30 %', { taux: 29 }, 'TAUX_INFERIEUR_AU_MINIMUM'],
    ['trois mois', { dureeMois: 3 }, 'DUREE_HORS_BORNES'],
    ['une suppression', { sens: 'SUPPRIMER', avisEquipeLe: '2026-12-01' }, 'SUPPRESSION_AU_PREMIER_MANQUEMENT'],
  ] as const)('interdisent %s', (_quoi, over, code) => {
    given(proposee(), annonce()).when(decider(suspendre(over), apres)).thenRefused(code);
  });

  it('valent pour les obligations du contrat (R. 262-68-1) et les offres refusées (R. 262-68-2)', () => {
    for (const manquement of ['OBLIGATIONS_CONTRAT', 'REFUS_OFFRES', 'AUTRE'] as const) {
      given(proposee({ manquement })).when(decider(suspendre({ dureeMois: 3 }), apres)).thenRefused('DUREE_HORS_BORNES');
    }
  });
});

describe('R. 262-68 CASF : la persistance et la réitération', () => {
  const encore = { sanctionId: '00000000-0000-7000-8000-0000000000bb' };
  const supprimer = suspendre({ sens: 'SUPPRIMER', dureeMois: 4, taux: 40, avisEquipeLe: '2026-12-01' });
  const seconde = proposee({ ...encore, typeSanction: 'SUPPRESSION', dureeMois: 4, idConsequenceSanction: '2399' });

  it('s’établissent par une sanction déjà prise ici, ou par sa date', () => {
    given(...decidee, seconde).when(decider(suspendre({ dureeMois: 4 }), { ...apres, ...encore })).then(
      suspendue({ ...encore, rang: 'REITERATION', dureeMois: 4, idConsequenceSanction: '2399', regle: 'sanction.refus-contrat.reiteration.1' }, apres.aujourdhui),
    );
    given(seconde).when(decider(suspendre({ rang: 'REITERATION', dureeMois: 4 }), { ...apres, ...encore })).thenRefused('REITERATION_NON_ETABLIE');
    given(seconde).when(decider(suspendre({ rang: 'REITERATION', dureeMois: 4, sanctionPrecedenteLe: '2019-01-01' }), { ...apres, ...encore })).thenRefused('REITERATION_NON_ETABLIE');
  });

  it('permettent une suppression, après l’avis de l’équipe pluridisciplinaire (L. 262-39)', () => {
    given(...decidee, seconde).when(decider({ ...supprimer, avisEquipeLe: null }, { ...apres, ...encore })).thenRefused('AVIS_EQUIPE_ABSENT');
    given(...decidee, seconde).when(decider({ ...supprimer, avisEquipeLe: '2026-12-31' }, { ...apres, ...encore })).thenRefused('DATE_INCOHERENTE');
    const outcome = regles.decide(decider(supprimer, { ...apres, ...encore }), fold(regles, [...decidee, seconde]));
    expect(outcome).toMatchObject({ ok: true, value: [{ type: 'SuppressionDecidee', data: { avisEquipeLe: '2026-12-01', dateFin: '2027-04-07', rang: 'REITERATION' } }] });
  });
});

describe('R. 262-68-6 CASF : le plafond du foyer', () => {
  const large = proposee({ taux: 100, nombrePersonnes: 2 });

  it('est de 50 % pour plus d’une personne, ou pour un parent isolé', () => {
    given(large).when(decider(suspendre({ taux: 51 }), apres)).thenRefused('TAUX_SUPERIEUR_AU_PLAFOND');
    given(large).when(decider(suspendre({ taux: 50 }), apres)).then(suspendue({ taux: 50 }, apres.aujourdhui));
    const isole = { nombrePersonnes: 1, majorationParentIsole: true, origine: 'AGENT' } as const;
    given(large).when(decider(suspendre({ taux: 60, composition: isole }), apres)).thenRefused('TAUX_SUPERIEUR_AU_PLAFOND');
  });

  it('se lit sur le foyer au jour de la décision', () => {
    given(large).when(decider(suspendre({ taux: 100, composition: seul }), apres)).then(suspendue({ taux: 100, nombrePersonnes: 1 }, apres.aujourdhui));
  });

  it('demande une composition vérifiée par un agent pour aller au-delà : le flux ne dit pas les enfants', () => {
    const flux = { droit: 'OUVERT', composition: { ...seul, origine: 'FLUX' } } as const;
    given(large).when(decider(suspendre({ taux: 60, composition: null }), { ...apres, situation: flux })).thenRefused('COMPOSITION_A_VERIFIER');
    given(large).when(decider(suspendre({ taux: 60, composition: null }), { ...apres, situation: { droit: 'OUVERT', composition: null } })).thenRefused('COMPOSITION_INCONNUE');
  });
});

describe('L. 262-37 CASF : qui décide', () => {
  it('jamais qui a proposé', () => {
    given(proposeeCD(), annonce({ identifiantActivite: null, idConsequenceSanction: null }))
      .when(decider(suspendre(), { ...apres, acteur: agent('CD33-0002') }))
      .thenRefused('DECIDEUR_PROPOSANT');
  });

  it.each([
    ['d’un autre département', { departement: '64' }],
    ['sans habilitation à décider', { peutDecider: false }],
    ['d’une mission locale', { structure: { code: 'NAQ0405', type: 'ML' } }],
    ['sans structure', { structure: null }],
  ])('jamais un agent %s', (_qui, over) => {
    given(proposee(), annonce()).when(decider(suspendre(), { ...apres, acteur: agent('CD33-0007', over) })).thenRefused('DECISION_NON_HABILITEE');
  });

  it('jamais quand le droit est fermé, ni sur un dossier inconnu', () => {
    given(proposee(), annonce()).when(decider(suspendre(), { ...apres, situation: { droit: 'FERME', composition: foyerVerifie } })).thenRefused('DROIT_FERME');
    given(proposee()).when(decider(suspendre(), { ...apres, sanctionId: 'x' })).thenRefused('SANCTION_INCONNUE');
    given(proposee()).when(decider(suspendre(), { ...apres, departement: '64' })).thenRefused('SANCTION_INCONNUE');
  });

  it('une seule fois : la même décision ne change rien, une autre est refusée', () => {
    given(...decidee).when(decider(suspendre(), apres)).thenNothing();
    given(...decidee).when(decider(suspendre({ taux: 30 }), apres)).thenRefused('SANCTION_DEJA_DECIDEE');
  });
});

describe('R. 262-68 et R. 262-68-1 CASF : la levée avant terme', () => {
  const lever = (over: object = {}) => ({
    type: 'LeverSuspension' as const,
    ...personne,
    sanctionId,
    acteur: agent('CD33-0007'),
    aujourdhui: '2026-12-20',
    motif: 'CONTRAT_ETABLI' as const,
    dateLevee: '2026-12-18',
    ...over,
  });

  it('met fin à la suspension quand le contrat est établi', () => {
    const outcome = regles.decide(lever(), fold(regles, decidee));
    expect(outcome).toMatchObject({ ok: true, value: [{ type: 'SuspensionLevee', data: { dateLevee: '2026-12-18', motif: 'CONTRAT_ETABLI' } }] });
    const [levee] = outcome.ok ? outcome.value : [];
    given(...decidee, levee!).when(lever()).thenNothing();
    given(...decidee, levee!).when(lever({ motif: 'RETRAIT' })).thenRefused('LEVEE_IMPOSSIBLE');
  });

  it('ne vaut que pour une suspension en cours', () => {
    given(proposee()).when(lever()).thenRefused('LEVEE_IMPOSSIBLE');
    given(...decidee).when(lever({ dateLevee: '2026-12-21' })).thenRefused('DATE_INCOHERENTE');
    given(...decidee).when(lever({ dateLevee: '2026-12-01' })).thenRefused('DATE_INCOHERENTE');
    given(...decidee).when(lever({ aujourdhui: '2027-03-01', dateLevee: '2027-03-01' })).thenRefused('LEVEE_IMPOSSIBLE');
  });
});
