export { type EventType, eventTypes, type Topic } from '../catalogue.js';
export { type Events, schemas, topics } from '../generated/events.js';
export { readableBy } from '../recipients.js';
export { verifyWebhook, type WebhookHeaders } from '../webhook.js';
export { type Envelope, type EventOf } from './envelope.js';
export { ContratError, type ContratErrorCode } from './error.js';
export { createReader, type KafkaMessage, type Reader, type ReaderOptions } from './reader.js';
export { type PartnerEvent, type PartnerEventType, readWebhook } from './webhook-event.js';
