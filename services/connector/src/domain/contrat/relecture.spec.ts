import { type ContratVu, existe } from './acte.js';
import { constaterContrat } from './relecture.js';

const acte = { date: '2026-12-01', agentId: 'ML33-0003' };
const vu = (etat: string, dates: Partial<ContratVu> = {}): ContratVu => ({ etat, dateSignature: null, dateRefus: null, ...dates });

describe('reading a contract again', () => {
  it.each<[string, ContratVu | null, string]>([
    ['our signature', vu('SIGNE', { dateSignature: '2026-12-01' }), 'identique'],
    ['our signature, suspended since', vu('SUSPENDU', { dateSignature: '2026-12-01' }), 'identique'],
    ['another signature', vu('SIGNE', { dateSignature: '2026-11-30' }), 'differente'],
    ['no contract', null, 'absente'],
    ['to be signed', vu('A_SIGNER'), 'absente'],
    ['to be signed again, an older date kept', vu('A_SIGNER', { dateSignature: '2026-01-05' }), 'absente'],
    ['to be signed again, our date kept', vu('A_SIGNER', { dateSignature: '2026-12-01' }), 'differente'],
    ['a refusal', vu('REFUSE', { dateRefus: '2026-12-01' }), 'absente'],
    ['a state of the future', vu('ARCHIVE'), 'absente'],
  ])('%s -> %s for a signature', (_what, shown, constat) => {
    expect(constaterContrat('signerContrat', acte, shown)).toBe(constat);
  });

  it('looks at the date of the refusal for a refusal', () => {
    expect(constaterContrat('refuserContrat', acte, vu('REFUSE', { dateRefus: '2026-12-01' }))).toBe('identique');
    expect(constaterContrat('refuserContrat', acte, vu('SIGNE', { dateSignature: '2026-12-01' }))).toBe('absente');
  });

  it('a contract exists once signed or refused', () => {
    expect([null, vu('A_SIGNER'), vu('A_SIGNER', { dateSignature: '2026-01-05' }), vu('REFUSE', { dateRefus: '2026-01-05' })].map(existe)).toEqual([false, false, true, true]);
  });
});
