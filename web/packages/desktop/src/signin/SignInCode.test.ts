import { expect, it, vi } from 'vitest';
import { type CodePlaces, takeSignInCode } from './SignInCode.ts';

function places(hash: string, stored: Record<string, string> = {}) {
  const replaceState = vi.fn();
  const kept = new Map(Object.entries(stored));
  const found: CodePlaces = {
    location: { hash, pathname: '/desktop', search: '?wide' },
    history: { state: null, replaceState },
    sessionStorage: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) },
  };
  return { found, replaceState, kept };
}

it('takes the code from the fragment, keeps it, and clears the address bar', () => {
  const { found, replaceState, kept } = places('#code=ABC-123');
  expect(takeSignInCode(found)).toBe('ABC-123');
  expect([...kept.values()]).toEqual(['ABC-123']);
  expect(replaceState).toHaveBeenCalledWith(null, '', '/desktop?wide');
});

it('uses the kept code after a reload, and leaves another fragment alone', () => {
  const { found, replaceState } = places('#queues', { 'redline.signInCode': 'ABC-123' });
  expect(takeSignInCode(found)).toBe('ABC-123');
  expect(replaceState).not.toHaveBeenCalled();
});

it('prefers a new link to what was kept', () => {
  expect(takeSignInCode(places('#code=NEW', { 'redline.signInCode': 'OLD' }).found)).toBe('NEW');
});

it('works without storage', () => {
  const forbidden = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  const storage = { getItem: forbidden, setItem: forbidden };
  expect(takeSignInCode({ ...places('#code=ABC').found, sessionStorage: storage })).toBe('ABC');
  expect(takeSignInCode({ ...places('').found, sessionStorage: storage })).toBe('');
});
