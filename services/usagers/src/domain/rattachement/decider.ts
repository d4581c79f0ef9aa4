import { type Decider, type LegalDate, ok, type UsagerId } from '@relais/kernel';

export type TypeStructure = 'CD' | 'DCD' | 'FT' | 'ML' | 'CE' | 'CAF';
export type Structure = Readonly<{ code: string; type: TypeStructure }>;

/** Narrows a structure type as received; an unknown one cannot be attached to. */
export const estTypeStructure = (texte: string): texte is TypeStructure =>
  ['CD', 'DCD', 'FT', 'ML', 'CE', 'CAF'].includes(texte);

/** A structure now follows the person. */
export type UsagerRattache = Readonly<{
  type: 'UsagerRattache';
  data: Readonly<{
    usagerId: UsagerId;
    departement: string;
    structureCode: string;
    structureType: TypeStructure;
    depuis: LegalDate;
    motif: 'ORIENTATION';
  }>;
}>;

export type Rattacher = Readonly<{
  usagerId: UsagerId;
  departement: string;
  structure: Structure;
  depuis: LegalDate;
  motif: 'ORIENTATION';
}>;

/** The structure that follows the person, null when none was ever named. */
export type RattachementState = Structure | null;

/** One structure at a time: naming the one that already follows the person changes nothing. */
export const rattachementDecider: Decider<Rattacher, UsagerRattache, RattachementState, never> = {
  initial: null,
  decide: ({ structure, ...rattachement }, actuelle) => {
    if (actuelle?.code === structure.code && actuelle.type === structure.type) return ok([]);
    const data = { ...rattachement, structureCode: structure.code, structureType: structure.type };
    return ok([{ type: 'UsagerRattache', data }]);
  },
  evolve: (_, { data }) => ({ code: data.structureCode, type: data.structureType }),
};
