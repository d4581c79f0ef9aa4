import { type CanActivate, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { Failure, isFailure } from '@relais/kernel';
import { type Admission } from './admission.js';
import { type Agent, hasRole } from './agent.js';
import { type BearerVerifier } from './bearer.js';

const ROLES = 'relais:roles';
const PUBLIC = 'relais:public';

/** The roles of which a caller needs one. A route with neither this nor `Public` is refused to all. */
export const Roles = (...roles: string[]) => SetMetadata(ROLES, roles);
/** A route without token: health, documentation. */
export const Public = () => SetMetadata(PUBLIC, true);

type RequestWithAgent = {
  headers: Record<string, string | undefined>;
  params?: { usagerId?: string };
  ip?: string;
  agent?: Agent;
};

/** Told of a caller with a valid token who was stopped before any route: the code, and the person when the route names one. */
export type RefusalTrace = (agent: Agent, code: string, usagerId: string | undefined) => Promise<void>;

/** The caller, in a controller's parameters. */
export const CurrentAgent = createParamDecorator(
  (_data: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<RequestWithAgent>().agent,
);

const metadataOf = <T>(key: string, handler: object, controller: object): T | undefined =>
  (Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, controller)) as T | undefined;

/** The roles that open a route; null when it is open to all. */
export const accessOf = (handler: object, controller: object): readonly string[] | null =>
  metadataOf<boolean>(PUBLIC, handler, controller) ? null : (metadataOf<string[]>(ROLES, handler, controller) ?? []);

/** Every route asks for a valid bearer token and one of its declared roles. */
export class BearerGuard implements CanActivate {
  constructor(
    private readonly verifier: BearerVerifier,
    private readonly traceRefusal: RefusalTrace = () => Promise.resolve(),
    private readonly admit: Admission = () => Promise.resolve(),
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const roles = accessOf(context.getHandler(), context.getClass());
    if (roles === null) return true;
    const request = context.switchToHttp().getRequest<RequestWithAgent>();
    const [scheme, token] = (request.headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !token) {
      throw new Failure('rejected', 'JETON_ABSENT', { message: 'no bearer token' });
    }
    const agent = await this.verifier.verify(token);
    request.agent = request.ip === undefined ? agent : { ...agent, origin: request.ip };
    await this.mayPass(request.agent, roles).catch(async (error: unknown) => {
      if (isFailure(error) && error.failureClass === 'rejected') await this.traceRefusal(request.agent ?? agent, error.code, request.params?.usagerId);
      throw error;
    });
    return true;
  }

  private async mayPass(agent: Agent, roles: readonly string[]): Promise<void> {
    if (!hasRole(agent, ...roles)) throw new Failure('rejected', 'ROLE_INSUFFISANT', { message: 'the caller has none of the roles of this route' });
    await this.admit(agent);
  }
}
