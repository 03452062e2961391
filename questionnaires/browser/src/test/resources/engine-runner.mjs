// Runs the compiled engine over requests on standard input, one JSON array a line, and answers each with one line:
// ["form", compiled] · ["answers", answers, today, language] (of the last form) · ["begin", answers, today] ·
// ["change", path, answer, language], ["addRow", path, language], ["removeRow", …], ["state", language], ["given"], ["sent"]
// (of the interview begun last) · ["parse", text] · ["print", hex bits] · ["select", seed, roster] · ["draws", keys, bound, count].
import {createInterface} from 'node:readline';

const engine = await import(process.argv[2]);
const bits = new DataView(new ArrayBuffer(8));

let handle = -1;
let interview = -1;
const replies = {
  form(compiled) {
    handle = engine.open(compiled);
    return '';
  },
  answers: (answers, today, language) => engine.evaluate(handle, answers, today, language),
  begin(answers, today) {
    interview = engine.begin(handle, answers, today);
    return '';
  },
  change: (path, answer, language) => engine.change(interview, path, answer, language),
  addRow: (path, language) => engine.addRow(interview, path, language),
  removeRow: (path, language) => engine.removeRow(interview, path, language),
  state: (language) => engine.state(interview, language),
  given: () => engine.answers(interview),
  sent: () => engine.relevantAnswers(interview),
  select: (seed, roster) => engine.selectPersons(seed, roster),
  draws: (keys, bound, count) => engine.draws(keys, Number(bound), Number(count)),
  parse(text) {
    bits.setFloat64(0, engine.numberParse(text));
    return bits.getBigUint64(0).toString(16);
  },
  print(hex) {
    bits.setBigUint64(0, BigInt(`0x${hex}`));
    return engine.numberPrint(bits.getFloat64(0));
  },
};

for await (const line of createInterface({input: process.stdin})) {
  const [request, ...operands] = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(replies[request](...operands))}\n`);
}
