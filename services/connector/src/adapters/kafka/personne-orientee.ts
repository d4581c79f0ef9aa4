import { type Events, readableBy, schemas } from '@relais/schemas';
import { prive, type Publication, publier } from './publication.js';

const TYPE = 'partenaires.PersonneOrientee';

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
export const messagePartenaire = ({ id, sequence, time, structureType, cause, data }: MessagePartenaire): string =>
  JSON.stringify({
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
    data: readableBy(TYPE, data, structureType),
  });
