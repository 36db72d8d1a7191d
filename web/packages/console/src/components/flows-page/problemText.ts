import type { Problem } from '../../flows/FlowsState.ts';
import type { ConsoleTexts } from '../../texts/english.ts';

/** What went wrong, for a person; the server's own words where it had some. */
export function problemText(problem: Problem, texts: ConsoleTexts): string {
  switch (problem.kind) {
    case 'signInAgain':
      return texts.signInAgain;
    case 'refused':
      return problem.message;
    case 'unavailable':
      return problem.message === '' ? texts.unavailable : problem.message;
  }
}
