import { type Seal, type TrailLine } from './chain.js';

/** What an exported trail begins with. */
export type TrailHeader = Readonly<{ service: string; version: 1; retentionDays: number; exportedAt: string }>;

/** A line with its place; without a hash it is not chained yet, without an instant it is gone from the table. */
export type ChainedLine = Readonly<{ rank: number | null; hash: string | null }> & Readonly<{ [K in keyof TrailLine]: TrailLine[K] | null }>;

/** One JSON line of an exported trail: the header, then lines in order, each seal after its last line, then what is not chained. */
export type TrailRecord = Readonly<{ header: TrailHeader }> | Readonly<{ line: ChainedLine }> | Readonly<{ seal: Seal }>;
