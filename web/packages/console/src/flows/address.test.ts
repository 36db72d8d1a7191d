import { expect, it } from 'vitest';
import { fragmentOf, placeOf } from './address.ts';

it('reads what it writes', () => {
  const place = { flow: 'Queue_Escalation_Trigger', run: 'X7' };
  expect(fragmentOf(place)).toBe('#flow=Queue_Escalation_Trigger&run=X7');
  expect(placeOf(fragmentOf(place))).toEqual(place);
  expect(fragmentOf({ flow: null, run: null })).toBe('');
  expect(placeOf('#code=ABC')).toEqual({ flow: null, run: null });
});
