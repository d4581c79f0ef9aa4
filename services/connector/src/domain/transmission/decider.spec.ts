import { fold } from '@relais/kernel';
import { scenario } from '@relais/kernel/testing';
import fc from 'fast-check';
import { transmission, type TransmissionCommand } from './decider.js';
import { type TransmissionEvent } from './events.js';
import { type Failed, type Outcome } from './outcome.js';
import { estClose } from './state.js';

const { given } = scenario(transmission);
const sent: TransmissionEvent = { type: 'IntentionEcrite' };
const lost: TransmissionEvent = { type: 'ReponseIncertaine', code: 'REPONSE_PERDUE' };
const answer = (issue: Outcome<unknown>): TransmissionCommand => ({ type: 'NoterReponse', issue });
const seen = (issue: Extract<TransmissionCommand, { type: 'NoterRelecture' }>['issue']): TransmissionCommand => ({ type: 'NoterRelecture', issue });

describe('a transmission', () => {
  it('is sent once its intent is written, and acknowledged by the answer', () => {
    given().when({ type: 'EcrireIntention' }).then(sent);
    given(sent).when(answer({ kind: 'ok', value: undefined })).then({ type: 'Acquittee', parRelecture: false });
  });

  it('is never sent twice without a re-reading', () => {
    given(sent).when({ type: 'EcrireIntention' }).thenRefused('TRANSMISSION_EN_COURS');
    given(sent, lost).when({ type: 'EcrireIntention' }).thenRefused('RELECTURE_NECESSAIRE');
    given(sent, { type: 'Acquittee', parRelecture: false }).when({ type: 'EcrireIntention' }).thenRefused('TRANSMISSION_CLOSE');
  });

  it('is read again after an uncertain answer or the death of its sender', () => {
    given(sent).when(answer({ kind: 'uncertain', code: 'REPONSE_PERDUE' })).then(lost);
    given(sent).when({ type: 'ConstaterInterruption' }).then({ type: 'ReponseIncertaine', code: 'INTERRUPTION' });
    given().when({ type: 'ConstaterInterruption' }).thenRefused('AUCUN_ENVOI_EN_COURS');
  });

  it('follows what the re-reading shows', () => {
    given(sent, lost).when(seen({ kind: 'ok', value: 'identique' })).then({ type: 'Acquittee', parRelecture: true });
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
    given({ type: 'MiseATraiter', code: 'S003' }).when({ type: 'Relancer' }).then({ type: 'Relancee', dejaEnvoyee: false });
    given(sent, { type: 'MiseATraiter', code: 'X' }).when({ type: 'Relancer' }).then({ type: 'Relancee', dejaEnvoyee: true });
    given(sent).when({ type: 'Relancer' }).thenRefused('RIEN_A_RELANCER');
    expect(fold(transmission, [sent, { type: 'MiseATraiter', code: 'X' }, { type: 'Relancee', dejaEnvoyee: true }]).etat).toBe('A_RELIRE');
  });

  const failure = fc.constantFrom(...failures.map(([issue]) => issue));
  const outcome: fc.Arbitrary<Outcome<unknown>> = fc.oneof(failure, fc.constantFrom<Outcome<unknown>>({ kind: 'ok', value: undefined }, { kind: 'uncertain', code: 'U' }));
  const command: fc.Arbitrary<TransmissionCommand> = fc.oneof(
    fc.constantFrom<TransmissionCommand>({ type: 'EcrireIntention' }, { type: 'ConstaterInterruption' }, { type: 'Relancer' }),
    failure.map((issue): TransmissionCommand => ({ type: 'NoterEmpechement', issue })),
    outcome.map(answer),
    fc.constantFrom('identique', 'absente', 'differente').map((value) => seen({ kind: 'ok', value } as const)),
  );

  it('never goes from one intent to the next without an answer that lets it, and never leaves an end', () => {
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
            if (event.type === 'Reportee' || event.type === 'NonPriseEnCompte') open = false;
            if (estClose(state) && state.etat !== 'A_TRAITER') throw new Error(`left ${state.etat}`);
            state = transmission.evolve(state, event);
          }
        }
      }),
    );
  });
});
