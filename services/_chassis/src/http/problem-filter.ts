import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { Failure, isFailure } from '@relais/kernel';
import { type Logger } from '../lifecycle/logger.js';
import { isTransientDatabaseError } from '../postgres/index.js';
import { currentTraceId } from '../telemetry/index.js';
import { chassisProblems, type Problem, type ProblemTable } from './problem.js';

type Reply = {
  code: (status: number) => Reply;
  header: (name: string, value: string) => Reply;
  send: (body: unknown) => unknown;
};

/** The only place where errors become HTTP: `code -> status, title, detail` by table. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly table: ProblemTable;

  constructor(
    serviceTable: ProblemTable,
    private readonly logger: Logger,
  ) {
    this.table = { ...chassisProblems, ...serviceTable };
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const failure = toFailure(error);
    const problem = this.problemOf(failure);
    if (problem.status >= 500) this.logger.error('demande en échec', { code: failure.code, cause: causeOf(failure), traceId: problem.traceId });
    const reply = host.switchToHttp().getResponse<Reply>();
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
    if (problem.status === 503) reply.header('retry-after', '5');
    reply.code(problem.status).header('content-type', 'application/problem+json; charset=utf-8').send(problem);
  }

  private problemOf(failure: Failure): Problem {
    const fallback = failure.failureClass === 'transient' ? 'SERVICE_INDISPONIBLE' : 'ERREUR_INTERNE';
    const code = failure.code in this.table ? failure.code : fallback;
    const { status, title, detail } = this.table[code] ?? chassisProblems.ERREUR_INTERNE;
    const traceId = currentTraceId();
    return { ...failure.details, type: `urn:relais:probleme:${code}`, title, status, detail, code, ...(traceId ? { traceId } : {}) };
  }
}

const toFailure = (error: unknown): Failure => {
  if (isFailure(error)) return error;
  if (isTransientDatabaseError(error)) return new Failure('transient', 'BASE_INDISPONIBLE', { message: 'database', cause: error });
  const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number }).statusCode;
  if (status === 404) return new Failure('invalid', 'INTROUVABLE', { message: 'no such route' });
  if (status !== undefined && status >= 400 && status < 500) return new Failure('invalid', 'REQUETE_INVALIDE', { message: 'request', cause: error });
  return new Failure('bug', 'ERREUR_INTERNE', { message: 'unexpected', cause: error });
};

const causeOf = ({ cause }: Failure): string | undefined => {
  if (!(cause instanceof Error)) return undefined;
  const place = cause.stack?.split('\n').find((line) => line.includes(' at '))?.trim();
  return `${cause.name} ${place ?? ''}`;
};
