import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { isUuid, uuidv7 } from '@relais/kernel';
import { randomBytes } from 'node:crypto';
import { type Origin } from '../journal/index.js';

/** The origin of whatever a request decides: the caller's `x-correlation-id` when it is a UUID, else a new one. */
export const RequestOrigin = createParamDecorator((_data: unknown, execution: ExecutionContext): Origin => {
  const { headers } = execution.switchToHttp().getRequest<{ headers: Record<string, string | undefined> }>();
  const given = headers['x-correlation-id'];
  return { correlationId: given !== undefined && isUuid(given) ? given : uuidv7(Date.now(), randomBytes(10)) };
});
