// Asks ZEN what earned-bench asked, and prints both. Run by zen.sh, in the folder with the tables.
import { readFileSync } from 'node:fs';
import { ZenEngine, ZenDecisionContent } from '@gorules/zen-engine';

const version = JSON.parse(readFileSync('node_modules/@gorules/zen-engine/package.json', 'utf8')).version;
const ours = readFileSync('ours.json', 'utf8').trim().split('\n').map((line) => JSON.parse(line));
const list = (texts) => texts.map((text) => `"${text}"`).join(', ');

// The same table in ZEN's own format: one decision table between an input and an output, first hit.
// Days are numbers (20260131) here: ZEN compares those several times as fast as its dates.
const number = (day) => Number(day.replaceAll('-', ''));
function graph(rows) {
  const inputs = ['country', 'family', 'amount', 'day'].map((field) => ({ id: field, name: field, field }));
  const outputs = ['rate', 'plan'].map((field) => ({ id: field, name: field, field }));
  const rules = rows.map((row) => ({
    _id: row.id, country: list(row.countries), family: list(row.families), amount: `[${row.from}..${row.to})`,
    day: `[${number(row.first)}..${number(row.last)}]`, rate: String(row.rate), plan: `"${row.plan}"`,
  }));
  return {
    nodes: [{ id: 'in', name: 'in', type: 'inputNode' }, { id: 'out', name: 'out', type: 'outputNode' },
      { id: 'table', name: 'table', type: 'decisionTableNode', content: { hitPolicy: 'first', inputs, outputs, rules } }],
    edges: [{ id: 'a', sourceId: 'in', targetId: 'table', type: 'edge' }, { id: 'b', sourceId: 'table', targetId: 'out', type: 'edge' }],
  };
}

// Of processor time of all its threads, 64 questions under way at once: its best mode from Node.
async function rate(decision, questions, options) {
  let runs = 0, seconds = 0;
  const begun = process.cpuUsage();
  do {
    for (let batch = 0; batch < 4; ++batch, runs += 64)
      await Promise.all(Array.from({ length: 64 }, (_, each) => decision.evaluate(questions[(runs + each) % questions.length], options)));
    const used = process.cpuUsage(begun);
    seconds = (used.user + used.system) / 1e6;
  } while (seconds < 2);
  return runs / seconds;
}

console.log(`ZEN ${version}, node ${process.version}; decisions a second of processor time`);
console.log('  rows    earned, JSON + trace        earned, typed          ZEN  ZEN + trace    ratio  ratio + trace');
const engine = new ZenEngine();
for (const own of ours) {
  const asked = JSON.parse(readFileSync(`rules-${own.rows}.json`, 'utf8'));
  const decision = engine.createDecision(new ZenDecisionContent(graph(asked.rows)));
  const questions = asked.questions.map((question) => ({ ...question, day: number(question.day) }));
  for (const [place, question] of asked.questions.slice(0, 50).entries()) {
    const { result } = await decision.evaluate(questions[place]);
    const row = asked.rows.find((each) => each.countries.includes(question.country) && each.families.includes(question.family) &&
      each.from <= question.amount && question.amount < each.to && each.first <= question.day && question.day <= each.last);
    if (result.plan !== row.plan || Number(result.rate) !== row.rate) throw new Error(`ZEN answers ${JSON.stringify(result)}, not ${row.id}`);
  }
  const plain = await rate(decision, questions, {}), traced = await rate(decision, questions, { trace: true });
  const cell = (number, width) => Math.round(number).toString().padStart(width);
  console.log(`${cell(own.rows, 6)}${cell(own.json_per_s, 24)}${cell(own.decisions_per_s, 21)}${cell(plain, 13)}${cell(traced, 13)}` +
    `${(own.json_per_s / plain).toFixed(1).padStart(9)}${(own.json_per_s / traced).toFixed(1).padStart(15)}`);
}
