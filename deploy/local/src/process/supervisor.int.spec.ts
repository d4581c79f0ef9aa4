import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { alive, commandLine } from './groups.js';
import { RunRecord } from './run-record.js';
import { type ProcessSpec } from './spec.js';
import { Supervisor } from './supervisor.js';

const dist = (file: string) => fileURLToPath(new URL(`../../dist/${file}`, import.meta.url));

describe('supervised processes', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'relais-supervisor-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const events = () => (existsSync(path.join(folder, 'events')) ? readFileSync(path.join(folder, 'events'), 'utf8').trim().split('\n') : []);
  const lines: string[] = [];
  let supervisor: Supervisor;
  beforeEach(() => {
    rmSync(path.join(folder, 'events'), { force: true });
    lines.length = 0;
    supervisor = new Supervisor({ logs: folder, progress: (line) => void lines.push(line) });
  });
  afterEach(() => supervisor.stop());

  /** A process that notes its start and its end, after running `body`. */
  const noting = (name: string, needs: string[] = [], body = ''): ProcessSpec => {
    const mark = path.join(folder, `${name}.mark`);
    const script = `
      import { appendFileSync, writeFileSync } from 'node:fs';
      import { spawn } from 'node:child_process';
      const note = (text) => appendFileSync(${JSON.stringify(path.join(folder, 'events'))}, text + '\\n');
      process.on('SIGTERM', () => { note('end ${name}'); process.exit(0); });
      setInterval(() => undefined, 1000);
      note('start ${name}');
      ${body}
      writeFileSync(${JSON.stringify(mark)}, String(process.pid));`;
    return {
      name,
      label: name,
      needs,
      command: () => {
        rmSync(mark, { force: true });
        return Promise.resolve({ file: process.execPath, args: ['--input-type=module', '-e', script] });
      },
      check: () => (existsSync(mark) ? Promise.resolve() : Promise.reject(new Error('pas encore'))),
      readyTimeoutMs: 20_000,
    };
  };
  const until = async (condition: () => boolean) => {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
  };

  it('start after those they need, end before them', async () => {
    await supervisor.start([noting('service', ['base']), noting('base')]);
    expect(events()).toEqual(['start base', 'start service']);
    await supervisor.stop();
    expect(events()).toEqual(['start base', 'start service', 'end service', 'end base']);
    expect(lines).toEqual([expect.stringMatching(/^✓ base prêt \(\d+,\d s\)$/), expect.stringContaining('✓ service prêt')]);
  });

  it('are started again when they die', async () => {
    await supervisor.start([noting('fragile')]);
    const first = supervisor.pid('fragile') ?? 0;
    expect(supervisor.states().get('fragile')).toEqual({ pid: first, ready: true, deaths: 0 });
    process.kill(first, 'SIGKILL');
    await until(() => lines.some((line) => line.includes('de nouveau prêt')));
    expect(lines).toContain("↻ fragile s'est arrêté (SIGKILL) : redémarrage");
    expect(supervisor.pid('fragile')).not.toBe(first);
    expect(supervisor.states().get('fragile')).toMatchObject({ ready: true, deaths: 1 });
  });

  it('leave no child behind, even one that ignores signals', async () => {
    const file = path.join(folder, 'grandchild');
    const stubborn = `process.on('SIGTERM', () => undefined); process.on('SIGHUP', () => undefined); setInterval(() => undefined, 1000)`;
    const body = `const child = spawn(process.execPath, ['-e', ${JSON.stringify(stubborn)}]); writeFileSync(${JSON.stringify(file)}, String(child.pid));`;
    await supervisor.start([noting('parent', [], body)]);
    const grandchild = Number(readFileSync(file, 'utf8'));
    expect(alive(grandchild)).toBe(true);
    await supervisor.stop();
    await until(() => !alive(grandchild));
  });

  it('that die at once fail the start, with the end of their log', async () => {
    const spec = noting('casse', [], `console.error('RELAIS_X : absente'); process.exit(3);`);
    await expect(supervisor.start([spec])).rejects.toThrow(/casse s'arrête dès son démarrage \(code 3\)[^]*RELAIS_X : absente/);
  });

  it('that are never ready fail the start, with the last refusal', async () => {
    const spec = { ...noting('muet'), check: () => Promise.reject(new Error('rien sur le port 1')), readyTimeoutMs: 300 };
    await expect(supervisor.start([spec])).rejects.toThrow("muet n'est pas prêt après 0,3 s (rien sur le port 1)");
  });

  it('are refused when they need something that does not exist', async () => {
    await expect(supervisor.start([noting('seul', ['absent'])])).rejects.toThrow('Dépendances introuvables ou en boucle : seul');
  });

  it('are ended by the guardian when the one who runs them is killed', async () => {
    const script = `
      import { Guard } from ${JSON.stringify(dist('process/guard.js'))};
      import { Supervisor } from ${JSON.stringify(dist('process/supervisor.js'))};
      const guard = new Guard();
      const supervisor = new Supervisor({ logs: ${JSON.stringify(folder)}, progress: () => undefined, watchers: [guard] });
      const command = () => Promise.resolve({ file: process.execPath, args: ['-e', 'setInterval(() => undefined, 1000)'] });
      await supervisor.start([{ name: 'garde', label: 'garde', needs: [], command, check: () => Promise.resolve() }]);
      console.log(supervisor.pid('garde'));`;
    const runner = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [output] = (await once(runner.stdout, 'data')) as [Buffer];
    const pid = Number(output.toString());
    expect(alive(pid)).toBe(true);
    runner.kill('SIGKILL');
    await until(() => !alive(pid));
  });
});

describe('the record of a run', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'relais-record-'));
  const file = path.join(folder, 'pids.json');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const sleeper = async (...words: string[]) => {
    const child = spawn(process.execPath, ['-e', `console.log(1); setInterval(() => undefined, 1000)`, ...words], { detached: true });
    await once(child.stdout, 'data');
    return { pid: child.pid ?? 0, ended: once(child, 'exit') };
  };

  it('ends what a killed run left, and only that', async () => {
    const mine = await sleeper('/relais/one');
    const other = await sleeper('/another/program');
    const left = (pid: number) => ({ name: 'x', pid, marks: ['/relais/one'], stopSignal: 'SIGTERM' });
    writeFileSync(file, JSON.stringify({ pid: 2 ** 22 + 1, commandLine: 'gone', startedAt: '', processes: [left(mine.pid), left(other.pid)] }));
    const record = await RunRecord.take(folder, file);
    await mine.ended;
    expect(alive(other.pid)).toBe(true);
    process.kill(other.pid);
    record.release();
    expect(existsSync(file)).toBe(false);
  });

  it('is refused while its owner runs', async () => {
    const owner = await sleeper('/relais/main.js');
    writeFileSync(file, JSON.stringify({ pid: owner.pid, commandLine: commandLine(owner.pid), startedAt: new Date().toISOString(), processes: [] }));
    await expect(RunRecord.take(folder, file)).rejects.toThrow(`Relais tourne déjà depuis le dossier ${folder} (processus ${owner.pid}`);
    process.kill(owner.pid);
  });
});
