import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { isUuid, uuidv7 } from '@relais/kernel';
import { randomBytes } from 'node:crypto';
import { type Origin } from '../journal/index.js';

/** The origin of whatever a request decides: the caller's `x-correlation-id` when it is a UUID, else a new one. */
export const originOf = ({ 'x-correlation-id': given }: Readonly<Record<string, string | undefined>>): Origin => ({
  correlationId: given !== undefined && isUuid(given) ? given : uuidv7(Date.now(), randomBytes(10)),
});

export const readOrigin = (_data: unknown, execution: ExecutionContext): Origin =>
  originOf(execution.switchToHttp().getRequest<{ headers: Record<string, string | undefined> }>().headers);

/** That origin, in a controller's parameters. */
export const RequestOrigin = createParamDecorator(readOrigin);
