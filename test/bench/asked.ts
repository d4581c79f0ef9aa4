/** What follows the names on the command line: `--events=20000`. */
export const askedNumber = (name: string, usual: number): number => {
  const said = process.argv.find((word) => word.startsWith(`--${name}=`));
  const value = said === undefined ? usual : Number(said.slice(name.length + 3));
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} : un nombre entier est attendu`);
  return value;
};
