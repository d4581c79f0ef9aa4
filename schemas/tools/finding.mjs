/** Something wrong at the line of a member of a schema. */
export const findingAt = ({ file, json }, path, { rule, mend }) => ({ file, line: json.lineOf(path), rule, mend });

/** As the command prints it: where, the rule, how to mend it. */
export const printed = ({ file, line, rule, mend }) => `${file}:${line} : ${rule}\n  ${mend}`;
