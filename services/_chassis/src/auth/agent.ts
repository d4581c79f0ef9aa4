/** Who is calling, as the identity provider says it. */
export type Agent = Readonly<{
  /** Stable identifier of the agent or of the machine account. */
  id: string;
  roles: readonly string[];
  departement: string | null;
  structure: Readonly<{ code: string; type: string }> | null;
  /** The level of authentication that the provider tells of. */
  acr?: string;
  /** The program to which the token was given. */
  client?: string;
  /** The address that it calls from; absent where it does not call. */
  origin?: string;
}>;

export const hasRole = (agent: Agent, ...roles: readonly string[]): boolean => roles.some((role) => agent.roles.includes(role));
