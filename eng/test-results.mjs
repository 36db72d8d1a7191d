// Sums up the result files of a test run and prints the counts as the last line. Exit code 1: something failed, nothing
// passed, or results are missing.
//   node eng/test-results.mjs RESULTS [failed step ...]
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const [folder, ...failedSteps] = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };
// A failed test or a missing result makes its step fail too: such a step is not counted a second time.
const explainedSteps = new Set();
const problems = [];

function addProblem(step, text) {
  problems.push(text);
  explainedSteps.add(step);
}

function add(name, step, { passed, failed, skipped }, failures) {
  console.log(`  ${name}: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
  for (const failure of failures) console.log(`    FAILED ${failure}`);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  if (failed) explainedSteps.add(step);
  if (passed + failed === 0) addProblem(step, `${name} ran no test`);
}

function plain(xml) {
  const entities = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&' };
  return xml.replace(/&(quot|apos|lt|gt|amp);/g, (_, name) => entities[name]);
}

function readTrx(file) {
  const text = readFileSync(file, 'utf8');
  const counters = text.match(/<Counters [^>]*>/)?.[0] ?? '';
  const count = (name) => Number(counters.match(new RegExp(` ${name}="(\\d+)"`))?.[1] ?? 0);
  const passed = count('passed');
  const failed = count('failed') + count('error') + count('timeout') + count('aborted');
  const failures = [...text.matchAll(/<UnitTestResult [^>]*>/g)]
    .filter(([result]) => result.includes('outcome="Failed"'))
    .map(([result]) => plain(result.match(/testName="([^"]*)"/)?.[1] ?? 'a test without a name'));
  const assembly = text.match(/codeBase="([^"]*)"/)?.[1] ?? '';
  return { assembly, passed, failed, skipped: count('total') - passed - failed, failures };
}

function dotnetResults() {
  const files = readdirSync(join(folder, 'dotnet')).filter((name) => name.endsWith('.trx'));
  const runs = files.map((name) => readTrx(join(folder, 'dotnet', name)));
  // The test kit and the console programs that tests start are no test projects.
  const isProject = (name) => name.endsWith('.Tests') && existsSync(join('tests', name, `${name}.csproj`));
  for (const project of readdirSync('tests').filter(isProject)) {
    const run = runs.find(({ assembly }) => basename(assembly, '.dll') === project);
    if (run) add(project, '.NET tests', run, run.failures);
    else addProblem('.NET tests', `${project} wrote no results`);
  }
}

function vitestResults(name, step) {
  const file = join(folder, 'web', `${name}.json`);
  if (!existsSync(file)) return;
  const run = JSON.parse(readFileSync(file, 'utf8'));
  const failures = run.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName));
  const skipped = run.numPendingTests + run.numTodoTests;
  add(step, step, { passed: run.numPassedTests, failed: run.numFailedTests, skipped }, failures);
}

// Without a build no test could run: then missing results are no further problem.
if (!failedSteps.some((step) => ['tools', 'restore', 'build'].includes(step))) dotnetResults();
vitestResults('units', 'web tests');
vitestResults('end-to-end', 'end-to-end tests');

const otherSteps = failedSteps.filter((step) => !explainedSteps.has(step));
for (const step of otherSteps) console.log(`FAILED step: ${step}`);
for (const problem of problems) console.log(`FAILED: ${problem}`);
const failed = total.failed + otherSteps.length + problems.length;
console.log(`${total.passed} passed, ${failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`);
process.exit(failed > 0 || total.passed === 0 ? 1 : 0);
