import { type Events, schemas } from '@relais/schemas';
import { prive, type Publication, publier } from './publication.js';

const TYPE = 'partenaires.PersonneOrientee';

type Field = Readonly<{ name: string; destinataires?: readonly string[] }>;

const fields = (JSON.parse(schemas[TYPE].at(-1) ?? '{}') as { fields: readonly Field[] }).fields;

/** The fields of the public event that a kind of structure may receive, by the schema's own matrix. */
const visiblePar = (structureType: string): ReadonlySet<string> =>
  new Set(fields.filter(({ destinataires = [] }) => destinataires.includes(structureType)).map(({ name }) => name));

const PUBLICATION: Publication<'orientation.OrientationDecidee', typeof TYPE> = {
  usagerId: (usagerId) => ({ usagerId }),
  departement: (departement) => ({ departement }),
  orientationId: prive,
  sens: prive,
  parcours: (parcours) => ({ parcours }),
  organisme: (organisme) => ({ organisme }),
  structure: (structure) => (structure === null ? {} : { structureCode: structure.code }),
  motifRefus: prive,
  commentaireRefus: prive,
  dateDecision: (dateDecision) => ({ dateDecision }),
  decideurId: prive,
  decideurStructure: prive,
};

/** What a partner is told of a decision that designates a structure. */
export const personneOrientee = (decision: Events['orientation.OrientationDecidee']): Events[typeof TYPE] =>
  publier<'orientation.OrientationDecidee', typeof TYPE>(PUBLICATION, decision);

export type MessagePartenaire = Readonly<{
  id: string;
  sequence: number;
  time: string;
  structureType: string;
  /** The internal event that it tells of, and where that one comes from. */
  cause: Readonly<{ id: string; correlationId: string; traceparent: string | undefined }>;
  data: Events[typeof TYPE];
}>;

export const CONTENT_TYPE = 'application/cloudevents+json; charset=utf-8';

/** CloudEvents 1.0, structured JSON: the exact text that a partner receives. */
export const messagePartenaire = ({ id, sequence, time, structureType, cause, data }: MessagePartenaire): string => {
  const visible = visiblePar(structureType);
  return JSON.stringify({
    specversion: '1.0',
    id,
    source: 'urn:relais:connector',
    type: `fr.relais.${TYPE}`,
    subject: data.usagerId,
    time,
    datacontenttype: 'application/json',
    dataschema: `urn:relais:schema:${TYPE}:${schemas[TYPE].length}`,
    partitionkey: data.usagerId,
    sequence: String(sequence),
    departement: data.departement,
    correlationid: cause.correlationId,
    causationid: cause.id,
    traceparent: cause.traceparent,
    data: Object.fromEntries(Object.entries(data).filter(([name]) => visible.has(name))),
  });
};
