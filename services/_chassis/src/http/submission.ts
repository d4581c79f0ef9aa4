import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Agent } from '../auth/agent.js';
import { type Origin } from '../journal/index.js';
import { originOf } from './correlation.js';
import { type Reply, type WriteRequest, writeRequestOf } from './request.js';

/** Who writes, and under which conditions: what a write carries besides its address and its body. */
export type Submission = WriteRequest & Readonly<{ agent: Agent; origin: Origin; reply: Reply }>;

type Request = Readonly<{ headers: Record<string, string | undefined>; agent: Agent }>;

export const readSubmission = (_data: unknown, execution: ExecutionContext): Submission => {
  const http = execution.switchToHttp();
  const { headers, agent } = http.getRequest<Request>();
  return { ...writeRequestOf(headers), agent, origin: originOf(headers), reply: http.getResponse<Reply>() };
};

/** The submission, in a controller's parameters. Throws REQUETE_INVALIDE for headers that cannot be read. */
export const Submitted = createParamDecorator(readSubmission);
