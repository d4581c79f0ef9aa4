import { randomUUID } from 'node:crypto';
import { type Fact } from '@relais/chassis/journal';
import { type OutgoingMessage } from '@relais/chassis/relay';
import { type Platform } from '@relais/chassis/lifecycle';
import { fullNameOf, topicOf } from '@relais/schemas';

const PAGE = 2_000;

/** The message that a relay would make of a fact, all headers there. */
const messageOf = ({ codec }: Platform, { type, data, sequence, origin }: Fact): OutgoingMessage => {
  const value = codec.encode(type, data);
  const headers = {
    ce_specversion: '1.0',
    ce_id: randomUUID(),
    ce_type: fullNameOf(type),
    ce_source: 'urn:relais:mesure',
    ce_subject: data.usagerId,
    ce_time: '2026-11-24T09:00:00.000Z',
    ce_dataschema: `urn:relais:schema:${value.readUInt32BE(1)}`,
    ce_partitionkey: data.usagerId,
    ce_sequence: String(sequence),
    ce_departement: data.departement,
    ce_correlationid: origin.correlationId,
    'content-type': 'application/vnd.confluent.avro',
  };
  return { topic: topicOf(type), key: data.usagerId, value, headers };
};

/** Puts facts on their topics, in their order, without a journal; gives how many. */
export async function fill(platform: Platform, facts: Iterable<Fact>): Promise<number> {
  let page: OutgoingMessage[] = [];
  let sent = 0;
  const send = async (): Promise<void> => {
    if (page.length > 0) await platform.publisher.publish(page);
    sent += page.length;
    page = [];
  };
  for (const fact of facts) {
    page.push(messageOf(platform, fact));
    if (page.length === PAGE) await send();
  }
  await send();
  return sent;
}
