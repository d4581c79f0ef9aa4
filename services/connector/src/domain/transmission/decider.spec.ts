import { fold } from '@relais/kernel';
import { scenario } from '@relais/kernel/testing';
import fc from 'fast-check';
import { type Reprise, transmission, type TransmissionCommand } from './decider.js';
import { type TransmissionEvent } from './events.js';
import { type Failed, type Outcome } from './outcome.js';

const { given } = scenario(transmission);
const sent: TransmissionEvent = { type: 'IntentionEcrite' };
const lost: TransmissionEvent = { type: 'ReponseIncertaine', code: 'REPONSE_PERDUE' };
const toLook: TransmissionEvent = { type: 'MiseATraiter', code: 'RELECTURE_IMPOSSIBLE' };
const reprise: Reprise = { relisible: true, depassee: false };
const relancer = (over: Partial<Reprise> = {}): TransmissionCommand => ({ type: 'Relancer', ...reprise, ...over });
const conclure = (constat: 'PRISE_EN_COMPTE' | 'ABSENTE', over: Partial<Reprise> = {}): TransmissionCommand => ({ type: 'Conclure', constat, ...reprise, ...over });
const answer = (issue: Outcome<unknown>): TransmissionCommand => ({ type: 'NoterReponse', issue });
const seen = (issue: Extract<TransmissionCommand, { type: 'NoterRelecture' }>['issue']): TransmissionCommand => ({ type: 'NoterRelecture', issue });

describe('a transmission', () => {
  it('is sent once its intent is written, and acknowledged by the answer', () => {
    given().when({ type: 'EcrireIntention' }).then(sent);
    given(sent).when(answer({ kind: 'ok', value: undefined })).then({ type: 'Acquittee', voie: 'REPONSE' });
  });

  it('is never sent twice without a re-reading', () => {
    given(sent).when({ type: 'EcrireIntention' }).thenRefused('TRANSMISSION_EN_COURS');
    given(sent, lost).when({ type: 'EcrireIntention' }).thenRefused('RELECTURE_NECESSAIRE');
    given(sent, { type: 'Acquittee', voie: 'REPONSE' }).when({ type: 'EcrireIntention' }).thenRefused('TRANSMISSION_CLOSE');
  });

  it('is read again after an uncertain answer or the death of its sender', () => {
    given(sent).when(answer({ kind: 'uncertain', code: 'REPONSE_PERDUE' })).then(lost);
    given(sent).when({ type: 'ConstaterInterruption' }).then({ type: 'ReponseIncertaine', code: 'INTERRUPTION' });
    given().when({ type: 'ConstaterInterruption' }).thenRefused('AUCUN_ENVOI_EN_COURS');
  });

  it('follows what the re-reading shows', () => {
    given(sent, lost).when(seen({ kind: 'ok', value: 'identique' })).then({ type: 'Acquittee', voie: 'RELECTURE' });
    given(sent, lost).when(seen({ kind: 'ok', value: 'absente' })).then({ type: 'NonPriseEnCompte' });
    given(sent, lost).when(seen({ kind: 'ok', value: 'differente' })).then({ type: 'MiseATraiter', code: 'DECISION_DIFFERENTE' });
    given(sent, lost, { type: 'NonPriseEnCompte' }).when({ type: 'EcrireIntention' }).then(sent);
  });

  it('keeps waiting for its re-reading while France Travail is down, and asks a person when it is refused', () => {
    given(sent, lost).when(seen({ kind: 'retry-later', code: 'HTTP_503', waitMs: 10 })).then({ type: 'RelectureReportee', code: 'HTTP_503', attenteMs: 10 });
    given(sent, lost).when(seen({ kind: 'out-of-perimeter', code: 'R002' })).then({ type: 'MiseATraiter', code: 'R002' });
    given().when(seen({ kind: 'ok', value: 'identique' })).thenRefused('RIEN_A_RELIRE');
  });

  const failures: [Failed, TransmissionEvent][] = [
    [{ kind: 'refused-by-rule', code: 'HTTP_400', message: 'm' }, { type: 'Refusee', code: 'HTTP_400', message: 'm' }],
    [{ kind: 'not-found', code: 'S002' }, { type: 'Refusee', code: 'S002' }],
    [{ kind: 'out-of-perimeter', code: 'R002' }, { type: 'Refusee', code: 'R002' }],
    [{ kind: 'needs-human', code: 'S003' }, { type: 'MiseATraiter', code: 'S003' }],
    [{ kind: 'misconfigured', code: 'invalid_scope' }, { type: 'Reportee', code: 'invalid_scope' }],
    [{ kind: 'retry-later', code: 'HTTP_429', waitMs: 5 }, { type: 'Reportee', code: 'HTTP_429', attenteMs: 5 }],
    [{ kind: 'unauthorized', what: 'token', code: 'HTTP_401' }, { type: 'Reportee', code: 'HTTP_401' }],
  ];

  it.each(failures)('takes %j as it is, before or after the call', (issue, event) => {
    given().when({ type: 'NoterEmpechement', issue }).then(event);
    given(sent).when(answer(issue)).then(event);
  });

  it('waits in its queue, with its reason, while France Travail is down', () => {
    const state = fold(transmission, [{ type: 'Reportee', code: 'INJOIGNABLE' }, { type: 'Reportee', code: 'HTTP_503', attenteMs: 9 }]);
    expect(state).toEqual({ etat: 'EN_ATTENTE', envois: 0, echecs: 2, code: 'HTTP_503', attenteMs: 9 });
  });

  it('is taken up again by a person, re-read first when it may have arrived', () => {
    given({ type: 'MiseATraiter', code: 'S003' }).when(relancer()).then({ type: 'Relancee', aRelire: false });
    given(sent, toLook).when(relancer()).then({ type: 'Relancee', aRelire: true });
    given(sent, { type: 'Refusee', code: 'S002' }).when(relancer()).then({ type: 'Relancee', aRelire: false });
    given(sent).when(relancer()).thenRefused('RIEN_A_RELANCER');
    expect(fold(transmission, [sent, toLook, { type: 'Relancee', aRelire: true }]).etat).toBe('A_RELIRE');
  });

  it('is sent again without a re-reading only when a person saw that it is not there', () => {
    given(sent, toLook).when(relancer({ relisible: false })).thenRefused('CONSTAT_NECESSAIRE');
    given(sent, toLook).when(conclure('ABSENTE', { relisible: false })).then({ type: 'Relancee', aRelire: false });
    given(sent, toLook).when(conclure('ABSENTE')).then({ type: 'Relancee', aRelire: true });
    given({ type: 'MiseATraiter', code: 'S003' }).when(conclure('ABSENTE')).then({ type: 'Relancee', aRelire: false });
    given(sent, toLook, { type: 'Relancee', aRelire: false }).when({ type: 'EcrireIntention' }).then(sent);
    given(sent, toLook, { type: 'Relancee', aRelire: false }).when(conclure('ABSENTE', { relisible: false })).thenRefused('RIEN_A_CONCLURE');
  });

  it('is acknowledged by a person who saw it at France Travail', () => {
    given(sent, toLook).when(conclure('PRISE_EN_COMPTE', { relisible: false })).then({ type: 'Acquittee', voie: 'CONSTAT' });
    given(sent, { type: 'Acquittee', voie: 'CONSTAT' }).when(conclure('ABSENTE')).thenRefused('RIEN_A_CONCLURE');
    given(sent, { type: 'Refusee', code: 'S002' }).when(conclure('PRISE_EN_COMPTE')).thenRefused('RIEN_A_CONCLURE');
  });

  it('is not sent again after a later act', () => {
    given(sent, { type: 'Refusee', code: 'S002' }).when(relancer({ depassee: true })).thenRefused('TRANSMISSION_DEPASSEE');
    given(sent, toLook).when(conclure('ABSENTE', { depassee: true })).thenRefused('TRANSMISSION_DEPASSEE');
    given(sent, toLook).when(conclure('PRISE_EN_COMPTE', { depassee: true })).then({ type: 'Acquittee', voie: 'CONSTAT' });
  });

  const failure = fc.constantFrom(...failures.map(([issue]) => issue));
  const outcome: fc.Arbitrary<Outcome<unknown>> = fc.oneof(failure, fc.constantFrom<Outcome<unknown>>({ kind: 'ok', value: undefined }, { kind: 'uncertain', code: 'U' }));
  const command: fc.Arbitrary<TransmissionCommand> = fc.oneof(
    fc.constantFrom<TransmissionCommand>({ type: 'EcrireIntention' }, { type: 'ConstaterInterruption' }, relancer(), relancer({ relisible: false }), conclure('ABSENTE', { relisible: false }), conclure('PRISE_EN_COMPTE')),
    failure.map((issue): TransmissionCommand => ({ type: 'NoterEmpechement', issue })),
    outcome.map(answer),
    fc.constantFrom('identique', 'absente', 'differente').map((value) => seen({ kind: 'ok', value } as const)),
  );

  it('never goes from one intent to the next without an answer, or a person, that lets it, and never leaves its end', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        let state = transmission.initial;
        let open = false;
        for (const asked of commands) {
          const decided = transmission.decide(asked, state);
          for (const event of decided.ok ? decided.value : []) {
            if (event.type === 'IntentionEcrite') {
              expect(open).toBe(false);
              open = true;
            }
            if (event.type === 'Reportee' || event.type === 'NonPriseEnCompte' || (event.type === 'Relancee' && !event.aRelire)) open = false;
            if (state.etat === 'ACQUITTEE') throw new Error(`left ${state.etat}`);
            state = transmission.evolve(state, event);
          }
        }
      }),
    );
  });
});
