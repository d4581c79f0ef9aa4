import { writeFileSync } from 'node:fs';

/** One Kafka account and what it may read. */
export interface KafkaAccount {
  readonly nom: string;
  readonly utilisateur: string;
  readonly motDePasse: string;
  readonly topics: readonly string[];
  /** Topics it may write. */
  readonly ecrit: readonly string[];
}

/** An agent (or a program) known to the identity provider: client_credentials at `openid`. */
export interface Agent {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Valid too, while the account changes its secret. */
  readonly previousSecret?: string;
  /** Subject of the access token. */
  readonly sub: string;
  readonly nom?: string;
  readonly roles: readonly string[];
  /** Code of the département, e.g. `33`. */
  readonly departement: string;
  readonly structure: { readonly code: string; readonly type: string };
  /** Level of authentication put in the token, `eidas2` (two factors) unless told. */
  readonly acr?: string;
}

/** `adresses.json` of the base folder: where the running stack is, for people and tools. */
export interface StackAddresses {
  /** The one base URL of all APIs; its first page is their documentation. */
  readonly api: string;
  /** The web pages. */
  readonly portail: string;
  readonly sandbox: string;
  /** Issuer of the identity provider. */
  readonly openid: string;
  /** Confluent-compatible base URL of the schema registry. */
  readonly registre: string;
  readonly traces: string;
  readonly kafka: {
    readonly bootstrap: string;
    readonly mecanisme: 'SCRAM-SHA-512';
    readonly comptes: readonly KafkaAccount[];
  };
  /** An access token ready to paste. */
  readonly jeton: string;
  readonly agents: readonly Agent[];
  /** The CAF flux that the demonstration imported; empty before. */
  readonly fluxCaf: string;
}

/** Writes the addresses; they hold local passwords, so only the owner reads the file. */
export function writeAddresses(file: string, addresses: StackAddresses): void {
  writeFileSync(file, `${JSON.stringify(addresses, null, 2)}\n`, { mode: 0o600 });
}
