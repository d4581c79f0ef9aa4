import fc from 'fast-check';
import { type Operation, operations } from './apis.js';
import { type Answer, outcomeOfAnswer, outcomeOfSilence } from './outcome.js';

const now = Date.parse('2026-11-24T09:00:00.000Z');
const { rechercherParNumero, informationsAdministratives, chercherActivites, lectureContrat, lectureOrientation, decisionOrientation } = operations;
const json = (status: number, body: unknown) => ({ status, body: JSON.stringify(body), contentType: 'application/json;charset=utf-8' });
const text = (status: number, body: string, contentType = 'text/plain') => ({ status, body, contentType });
const html = (status: number) => text(status, '<!DOCTYPE html><html><body>Service indisponible</body></html>', 'text/html');
const search = (status: number, codeRetour: string, jetonUsager: unknown = null) => json(status, { codeRetour, message: 'm', topIdentiteCertifiee: 'null', jetonUsager });
const spring = (message: string, status = 400) => json(status, { timestamp: '2026-11-24T09:00:00.000+00:00', status, error: 'Bad Request', message, path: '/api-orientationusager/v1/decisionOrientation' });

type Row = [what: string, operation: Operation, answer: Answer, outcome: object];

const rows: Row[] = [
  // rechercher-usager: HTTP 200 says nothing.
  ['found', rechercherParNumero, search(200, 'S001', 'secret'), { kind: 'ok', value: { jeton: 'secret', identiteCertifiee: null, numeroFranceTravail: null } }],
  ['found without a jeton', rechercherParNumero, search(200, 'S001'), { kind: 'needs-human', code: 'S001_SANS_JETON' }],
  ['found with the word null', rechercherParNumero, search(200, 'S001', 'null'), { kind: 'needs-human', code: 'S001_SANS_JETON' }],
  ['nobody', rechercherParNumero, search(200, 'S002'), { kind: 'not-found', code: 'S002' }],
  ['nobody, null as a word', rechercherParNumero, search(200, 'S002', 'null'), { kind: 'not-found', code: 'S002' }],
  ['nobody, with a jeton all the same', rechercherParNumero, search(200, 'S002', 'secret'), { kind: 'not-found', code: 'S002' }],
  ['several', rechercherParNumero, search(200, 'S003'), { kind: 'needs-human', code: 'S003' }],
  ['an invented code', rechercherParNumero, search(200, 'S009', 'secret'), { kind: 'needs-human', code: 'S009' }],
  ['a number as code', rechercherParNumero, json(200, { codeRetour: 9 }), { kind: 'needs-human', code: '9' }],
  ['no code', rechercherParNumero, json(200, {}), { kind: 'needs-human', code: 'SANS_CODE' }],
  ['an array', rechercherParNumero, json(200, []), { kind: 'needs-human', code: 'SANS_CODE' }],
  ['no right to know which', rechercherParNumero, { status: 204, body: '' }, { kind: 'needs-human', code: 'HTTP_204' }],
  ['bad parameter', rechercherParNumero, search(400, 'R997'), { kind: 'refused-by-rule', code: 'R997', message: 'm' }],
  ['no access, 403', rechercherParNumero, search(403, 'R001'), { kind: 'out-of-perimeter', code: 'R001' }],
  ['no access, 200', rechercherParNumero, search(200, 'R002'), { kind: 'out-of-perimeter', code: 'R002' }],
  ['no address', rechercherParNumero, search(500, 'R998'), { kind: 'needs-human', code: 'R998' }],
  ['plain 500', rechercherParNumero, text(500, ''), { kind: 'retry-later', code: 'HTTP_500' }],
  ['unavailable', rechercherParNumero, search(503, 'R999'), { kind: 'retry-later', code: 'R999' }],
  ['no match by status', rechercherParNumero, text(404, ''), { kind: 'not-found', code: 'HTTP_404' }],
  ['HTML with 200', rechercherParNumero, html(200), { kind: 'retry-later', code: 'HTML' }],
  // Gateway.
  ['missing header', chercherActivites, text(302, ''), { kind: 'misconfigured', code: 'HTTP_302' }],
  ['expired token', chercherActivites, text(401, '', 'application/json'), { kind: 'unauthorized', what: 'token', code: 'HTTP_401' }],
  ['missing scope', chercherActivites, text(403, ''), { kind: 'misconfigured', code: 'HTTP_403' }],
  ['forbidden by a proxy', lectureOrientation, html(403), { kind: 'misconfigured', code: 'HTTP_403' }],
  ['too many', decisionOrientation, { ...text(429, 'Too Many Requests'), retryAfter: '7' }, { kind: 'retry-later', code: 'HTTP_429', waitMs: 7_000 }],
  ['too many, no figure', decisionOrientation, text(429, ''), { kind: 'retry-later', code: 'HTTP_429', waitMs: 60_000 }],
  ['gateway error', lectureOrientation, json(500, { codeErreur: 'JCS0011G', codeHttp: 500, message: 'nulle' }), { kind: 'retry-later', code: 'JCS0011G' }],
  ['maintenance page', lectureOrientation, { ...html(503), retryAfter: '120' }, { kind: 'retry-later', code: 'HTTP_503', waitMs: 120_000 }],
  ['functional error in 200', informationsAdministratives, json(200, { codeErreur: 'ERT_200_FONCT', codeHttp: 200, message: 'Type de population' }), { kind: 'refused-by-rule', code: 'ERT_200_FONCT', message: 'Type de population' }],
  ['gateway error in 200', informationsAdministratives, json(200, { codeErreur: null, numeroFranceTravail: '1' }), { kind: 'ok', value: { codeErreur: null, numeroFranceTravail: '1' } }],
  ['suspended contract, told by 500', lectureContrat, json(500, { codeErreur: 'X', message: 'Le contrat est suspendu' }), { kind: 'refused-by-rule', code: 'CONTRAT_SUSPENDU', message: 'Le contrat est suspendu' }],
  // Jeton.
  ['expired jeton told by 400', lectureOrientation, spring('Le jeton usager est invalide ou expiré'), { kind: 'unauthorized', what: 'jeton', code: 'HTTP_400' }],
  ['expired jeton told by 403', informationsAdministratives, json(403, { code: 'X', erreur: 'jeton expiré', status: '403', timestamp: '' }), { kind: 'unauthorized', what: 'jeton', code: 'HTTP_403' }],
  ['not attached', lectureOrientation, spring('usager non rattaché', 403), { kind: 'out-of-perimeter', code: 'HTTP_403' }],
  // Other dialects.
  ['activités 400', chercherActivites, json(400, { code: 'PARAM_INCOHERENT', message: 'Un paramètre', details: {} }), { kind: 'refused-by-rule', code: 'PARAM_INCOHERENT', message: 'Un paramètre' }],
  ['activités 400 as an array', chercherActivites, json(400, [{ code: 'PARAM_INCOHERENT', message: 'Un paramètre' }]), { kind: 'refused-by-rule', code: 'PARAM_INCOHERENT', message: 'Un paramètre' }],
  ['activités, nothing', chercherActivites, { status: 204, body: '' }, { kind: 'ok', value: undefined }],
  ['activités 500 empty', chercherActivites, { status: 500, body: '' }, { kind: 'retry-later', code: 'HTTP_500' }],
  ['infos 204', informationsAdministratives, { status: 204, body: '' }, { kind: 'not-found', code: 'HTTP_204' }],
  ['infos 400', informationsAdministratives, json(400, { code: 'Non déterminé', erreur: 'm', status: '400 BAD_REQUEST', timestamp: 't' }), { kind: 'refused-by-rule', code: 'HTTP_400', message: 'm' }],
  ['RFC 9457', lectureOrientation, json(400, { type: 'about:blank', status: 400, title: 'SignatureException', detail: 'déjà signé' }), { kind: 'refused-by-rule', code: 'SignatureException', message: 'déjà signé' }],
  ['RFC 9457 wrapped', lectureOrientation, json(409, { erreur: { type: 'about:blank', title: 'ERR_DEMARCHE_EXISTANTE', detail: 'm' } }), { kind: 'refused-by-rule', code: 'ERR_DEMARCHE_EXISTANTE', message: 'm' }],
  ['sanctions 400', lectureOrientation, json(400, { codeErreur: 'R010', message: 'm' }), { kind: 'refused-by-rule', code: 'R010', message: 'm' }],
  ['unknown 4xx', lectureOrientation, text(418, 'théière'), { kind: 'misconfigured', code: 'HTTP_418' }],
  ['unknown 2xx of a read', lectureOrientation, json(206, []), { kind: 'misconfigured', code: 'HTTP_206' }],
  // The decision: only 201 is a success.
  ['decided', decisionOrientation, { status: 201, body: '' }, { kind: 'ok', value: undefined }],
  ['200 is not 201', decisionOrientation, { status: 200, body: '' }, { kind: 'uncertain', code: 'HTTP_200' }],
  ['204 is not 201', decisionOrientation, { status: 204, body: '' }, { kind: 'uncertain', code: 'HTTP_204' }],
  ['201 with a page', decisionOrientation, html(201), { kind: 'uncertain', code: 'HTML' }],
  ['a rule', decisionOrientation, spring('Le champ etatDecision est obligatoire'), { kind: 'refused-by-rule', code: 'HTTP_400', message: 'Le champ etatDecision est obligatoire' }],
  ['500 in plain text', decisionOrientation, text(500, 'Internal Server Error'), { kind: 'uncertain', code: 'HTTP_500' }],
  ['gateway in the way', decisionOrientation, html(502), { kind: 'uncertain', code: 'HTTP_502' }],
  ['redirected', decisionOrientation, text(302, ''), { kind: 'misconfigured', code: 'HTTP_302' }],
  ['timed out upstream', decisionOrientation, text(408, ''), { kind: 'uncertain', code: 'HTTP_408' }],
];

describe('what an answer means', () => {
  it.each(rows)('%s', (...[, operation, answer, outcome]) => {
    expect(outcomeOfAnswer(operation, answer, now)).toEqual(outcome);
  });

  it('leaves personal data out of the message', () => {
    const outcome = outcomeOfAnswer(decisionOrientation, spring('Le NIR 1 84 12 76 451 089 46 de jean@exemple.fr est faux'), now);
    expect(outcome).toMatchObject({ message: 'Le NIR … de … est faux' });
  });

  it('knows what may have been received when nothing comes back', () => {
    expect(outcomeOfSilence(decisionOrientation, 'not-sent')).toEqual({ kind: 'retry-later', code: 'INJOIGNABLE' });
    expect(outcomeOfSilence(decisionOrientation, 'lost')).toEqual({ kind: 'uncertain', code: 'REPONSE_PERDUE' });
    expect(outcomeOfSilence(decisionOrientation, 'timeout')).toEqual({ kind: 'uncertain', code: 'DELAI_DEPASSE' });
    expect(outcomeOfSilence(lectureOrientation, 'lost')).toEqual({ kind: 'retry-later', code: 'REPONSE_PERDUE' });
  });

  it('is total, and nothing but a documented status is a success', () => {
    const body = fc.oneof(fc.string(), fc.json(), fc.constantFrom('', 'null', '[]', '<html>', '{"codeRetour":"S001","jetonUsager":"j"}'));
    const operation = fc.constantFrom(...Object.values(operations));
    fc.assert(
      fc.property(operation, fc.integer({ min: 100, max: 599 }), body, (row, status, content) => {
        const { kind } = outcomeOfAnswer(row, { status, body: content }, now);
        if (kind === 'ok') expect([...row.success, ...row.empty]).toContain(status);
      }),
    );
  });
});
