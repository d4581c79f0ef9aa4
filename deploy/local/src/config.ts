/** The environment of this process; read through here, so that nothing else depends on it. */
export const environment: Readonly<Record<string, string | undefined>> = process.env;
