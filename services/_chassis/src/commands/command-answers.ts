import { isUuid, type Rejection, type Result } from '@relais/kernel';
import { chassisProblems, type ProblemTable } from '../http/problem.js';
import { type Journal } from '../journal/index.js';
import { type Received, type UnreadableHook } from '../kafka/subscriptions.js';
import { type Queryable } from '../postgres/index.js';

/** Answers the commands that came on the bus, in the transaction that decided them. */
export class CommandAnswers {
  private readonly problems: ProblemTable;

  constructor(
    private readonly journal: Journal,
    serviceProblems: ProblemTable,
  ) {
    this.problems = { ...chassisProblems, ...serviceProblems };
  }

  /** Says on `relais.reponses.v1`, under the command's correlation id, what became of it. */
  async answer(tx: Queryable, event: Received, outcome: Result<Readonly<{ version: number }>, Rejection>): Promise<void> {
    const { usagerId, departement, id, type, origin } = event;
    const base = { usagerId, departement, commandeId: id, commande: type };
    const said = outcome.ok
      ? { resultat: 'ACCEPTEE' as const, code: null, message: null, version: outcome.value.version }
      : { resultat: 'REFUSEE' as const, code: outcome.error.code, message: this.problems[outcome.error.code]?.detail ?? null, version: null };
    await this.journal.appendNext(tx, { type: 'reponses.CommandeTraitee', data: { ...base, ...said }, origin });
  }

  /** For a command that cannot be read: it is set aside, and its sender is told where that is possible. */
  readonly unreadable: UnreadableHook = async ({ key, headers }, failure, tx) => {
    const { ce_id: id = '', ce_type: type = 'inconnu', ce_departement: departement = '', ce_correlationid: correlationId = id } = headers;
    if (!isUuid(key) || !isUuid(id) || !isUuid(correlationId)) return;
    await this.journal.appendNext(tx, {
      type: 'reponses.CommandeTraitee',
      data: {
        usagerId: key,
        departement,
        commandeId: id,
        commande: type,
        resultat: 'REFUSEE',
        code: failure.code,
        message: chassisProblems.COMMANDE_ILLISIBLE.detail,
        version: null,
      },
      origin: { correlationId, causationId: id },
    });
  };
}
