import { type Outcome } from '../../domain/transmission/outcome.js';
import { type AccessToken, createTokenCache } from './token-cache.js';

const setUp = (answers?: Outcome<AccessToken>[]) => {
  let nowMs = 0;
  const asked: string[] = [];
  const cache = createTokenCache(
    (scopes) => {
      asked.push(scopes.join(' '));
      return Promise.resolve(answers?.shift() ?? { kind: 'ok', value: { value: `token-${asked.length}`, expiresInS: 1500 } });
    },
    () => nowMs,
  );
  return { cache, asked, at: (ms: number) => (nowMs = ms) };
};
const ok = (value: string) => ({ kind: 'ok', value });

describe('the token cache', () => {
  it('asks once for many callers, and once for each set of scopes in any order', async () => {
    const { cache, asked } = setUp();
    const all = await Promise.all([cache.get(['a', 'b']), cache.get(['b', 'a']), cache.get(['a', 'b', 'a']), cache.get(['c'])]);
    expect(all).toEqual([ok('token-1'), ok('token-1'), ok('token-1'), ok('token-2')]);
    expect(asked).toHaveLength(2);
  });

  it('drops a token 60 s before its end', async () => {
    const { cache, at } = setUp();
    await cache.get(['a']);
    at(1_439_999);
    expect(await cache.get(['a'])).toEqual(ok('token-1'));
    at(1_440_000);
    expect(await cache.get(['a'])).toEqual(ok('token-2'));
  });

  it('forgets a refused token, not a newer one', async () => {
    const { cache } = setUp();
    await cache.get(['a']);
    cache.invalidate(['a'], 'token-1');
    expect(await cache.get(['a'])).toEqual(ok('token-2'));
    cache.invalidate(['a'], 'token-1');
    expect(await cache.get(['a'])).toEqual(ok('token-2'));
  });

  it('does not keep a failure', async () => {
    const { cache } = setUp([{ kind: 'retry-later', code: 'TOKEN_HTTP_503' }]);
    expect(await cache.get(['a'])).toEqual({ kind: 'retry-later', code: 'TOKEN_HTTP_503' });
    expect(await cache.get(['a'])).toEqual(ok('token-2'));
  });
});
