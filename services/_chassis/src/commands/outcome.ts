import { type Rejection } from '@relais/kernel';

/** What a command that was accepted leaves: the new state and its version; `replayed` when an earlier answer is given again. */
export type Accepted<S> = Readonly<{ state: S; version: number; replayed: boolean }>;

/** Why the runner itself refuses, whatever the decider. */
export type RunnerRefusal = Rejection<'VERSION_INATTENDUE' | 'CLE_IDEMPOTENCE_REUTILISEE'>;
