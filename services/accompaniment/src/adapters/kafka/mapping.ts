import { type EventMapping } from '@relais/chassis/commands';
import { type Events, type EventType } from '@relais/schemas';
import { type AccompagnementEvent } from '../../domain/accompagnement/index.js';

/** Our event and its record have the same fields today: the compiler says when they no longer do. */
const same = <T extends EventType, D>(type: T) => ({
  type,
  toWire: (data: D & Events[T]): Events[T] => data,
  fromWire: (record: Events[EventType]): D => record as D,
});

type DataOf<K extends AccompagnementEvent['type']> = Extract<AccompagnementEvent, { type: K }>['data'];

/** One row an event: how it is written on `relais.accompaniment.v1`. */
export const mapping = {
  ContratOuvert: same<'accompaniment.ContratOuvert', DataOf<'ContratOuvert'>>('accompaniment.ContratOuvert'),
  ContratRemisASigner: same<'accompaniment.ContratRemisASigner', DataOf<'ContratRemisASigner'>>('accompaniment.ContratRemisASigner'),
  ContratSigne: same<'accompaniment.ContratSigne', DataOf<'ContratSigne'>>('accompaniment.ContratSigne'),
  ContratRefuse: same<'accompaniment.ContratRefuse', DataOf<'ContratRefuse'>>('accompaniment.ContratRefuse'),
  ContratSuspendu: same<'accompaniment.ContratSuspendu', DataOf<'ContratSuspendu'>>('accompaniment.ContratSuspendu'),
  RendezVousPris: same<'accompaniment.RendezVousPris', DataOf<'RendezVousPris'>>('accompaniment.RendezVousPris'),
  RendezVousTenu: same<'accompaniment.RendezVousTenu', DataOf<'RendezVousTenu'>>('accompaniment.RendezVousTenu'),
  HeuresDeclarees: same<'accompaniment.HeuresDeclarees', DataOf<'HeuresDeclarees'>>('accompaniment.HeuresDeclarees'),
} as const satisfies EventMapping<AccompagnementEvent>;
