import 'reflect-metadata';
import { apiOf } from '../contract/openapi.js';
import { documentedAnswers } from './documented-answers.js';

const document = await apiOf('usagers');
const tell = documentedAnswers(document as unknown as Parameters<typeof documentedAnswers>[0]);
const path = '/v1/usagers/018f3c1e-0000-7000-8000-000000000001/historique?page=1';
const told = (status: number, body: unknown) => () => tell({ method: 'GET', path, status, body });
const faits = { usagerId: '018f3c1e-0000-7000-8000-000000000001', faits: [] };
const refus = { type: 'urn:relais:probleme:USAGER_INCONNU', title: 'Personne inconnue', status: 404, detail: 'Vérifiez.', code: 'USAGER_INCONNU' };

describe('an answer held against the document of its service', () => {
  it.each([
    ['the shape that is said', 200, faits],
    ['a refusal that is said', 404, refus],
    ['a refusal that says more', 404, { ...refus, autre: 1 }],
  ])('passes with %s', (_what, status, body) => expect(told(status, body)).not.toThrow());

  it.each([
    ['a field too many', 200, { ...faits, nir: '1' }],
    ['a field too few', 200, { usagerId: faits.usagerId }],
    ['a status that is not said', 201, faits],
    ['a code that is not said', 404, { ...refus, code: 'IMPORT_INCONNU' }],
    ['a refusal of another form', 404, { message: 'Not found' }],
  ])('does not with %s', (_what, status, body) => expect(told(status, body)).toThrow('GET /v1/usagers/{usagerId}/historique'));

  it('says nothing of an address that no route has', () => expect(() => tell({ method: 'GET', path: '/ailleurs', status: 404, body: {} })).not.toThrow());
});
