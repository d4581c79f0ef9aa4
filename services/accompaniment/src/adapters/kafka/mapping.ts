import { type EventMapping, sameFields } from '@relais/chassis/commands';
import { type AccompagnementEvent } from '../../domain/accompagnement/index.js';

type DataOf<K extends AccompagnementEvent['type']> = Extract<AccompagnementEvent, { type: K }>['data'];

/** One row an event: how it is written on `relais.accompaniment.v1`. */
export const mapping = {
  ContratOuvert: sameFields<'accompaniment.ContratOuvert', DataOf<'ContratOuvert'>>('accompaniment.ContratOuvert'),
  ContratRemisASigner: sameFields<'accompaniment.ContratRemisASigner', DataOf<'ContratRemisASigner'>>('accompaniment.ContratRemisASigner'),
  ContratSigne: sameFields<'accompaniment.ContratSigne', DataOf<'ContratSigne'>>('accompaniment.ContratSigne'),
  ContratRefuse: sameFields<'accompaniment.ContratRefuse', DataOf<'ContratRefuse'>>('accompaniment.ContratRefuse'),
  ContratSuspendu: sameFields<'accompaniment.ContratSuspendu', DataOf<'ContratSuspendu'>>('accompaniment.ContratSuspendu'),
  RendezVousPris: sameFields<'accompaniment.RendezVousPris', DataOf<'RendezVousPris'>>('accompaniment.RendezVousPris'),
  RendezVousTenu: sameFields<'accompaniment.RendezVousTenu', DataOf<'RendezVousTenu'>>('accompaniment.RendezVousTenu'),
  HeuresDeclarees: sameFields<'accompaniment.HeuresDeclarees', DataOf<'HeuresDeclarees'>>('accompaniment.HeuresDeclarees'),
} as const satisfies EventMapping<AccompagnementEvent>;
