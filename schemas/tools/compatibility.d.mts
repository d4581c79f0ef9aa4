/** Why two numbers of an event do not live together, each read by the other; empty when they do. */
export const incompatibilities: (older: object, newer: object) => readonly Readonly<{ field: string | undefined; why: string }>[];
