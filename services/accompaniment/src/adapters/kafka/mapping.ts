import { type EventMapping, sameFields } from '@relais/chassis/commands';
import { type AccompagnementEvent } from '../../domain/accompagnement/index.js';

const row = sameFields<AccompagnementEvent>()('accompaniment');

/** One row an event: how it is written on `relais.accompaniment.v1`. */
export const mapping = {
  ContratOuvert: row('ContratOuvert'),
  ContratRemisASigner: row('ContratRemisASigner'),
  ContratSigne: row('ContratSigne'),
  ContratRefuse: row('ContratRefuse'),
  ContratSuspendu: row('ContratSuspendu'),
  RendezVousPris: row('RendezVousPris'),
  RendezVousTenu: row('RendezVousTenu'),
  HeuresDeclarees: row('HeuresDeclarees'),
} as const satisfies EventMapping<AccompagnementEvent>;
