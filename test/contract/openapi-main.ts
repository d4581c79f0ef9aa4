import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import 'reflect-metadata';
import { mergedFile, mergedText } from './openapi.js';

mkdirSync(path.dirname(mergedFile), { recursive: true });
writeFileSync(mergedFile, await mergedText());
process.stdout.write(`${mergedFile}\n`);
