// Runs the compiled engine over requests on standard input, one JSON array a line, and answers each with one line:
// ["form", file, text] · ["answers", answers, today, language] (of the last form) · ["parse", text] · ["print", hex bits] ·
// ["select", seed, roster] · ["draws", keys, bound, count].
import {createInterface} from 'node:readline';

const engine = await import(process.argv[2]);
const bits = new DataView(new ArrayBuffer(8));

let handle = -1;
const replies = {
  form(file, text) {
    handle = engine.open(file, text);
    return engine.faults(file, text);
  },
  faults: (file, text) => engine.faults(file, text),
  answers: (answers, today, language) => engine.evaluate(handle, answers, today, language),
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

const lines = [];
for await (const line of createInterface({input: process.stdin})) {
  const [request, ...operands] = JSON.parse(line);
  lines.push(JSON.stringify(replies[request](...operands)));
}
process.stdout.write(lines.join('\n') + '\n');
