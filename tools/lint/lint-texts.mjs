// Lints texts as if they stood in these places: reads `[{"place": …, "text": …}]`, writes the rules that refuse each.
import { text } from 'node:stream/consumers';

import { ESLint } from 'eslint';

const eslint = new ESLint();
const planted = JSON.parse(await text(process.stdin));
const refusals = [];
for (const { place, text: lines } of planted) {
  const [result] = await eslint.lintText(lines, { filePath: place });
  refusals.push(result.messages.map(({ ruleId }) => ruleId));
}
process.stdout.write(JSON.stringify(refusals));
