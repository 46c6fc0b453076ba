// Lints texts as if they stood in these places: reads `[{"place": …, "text": …}]`, writes the rules that refuse each.
import { text } from 'node:stream/consumers';

import { ESLint } from 'eslint';
import typescript from 'typescript-eslint';

// Which import is refused is not a matter of types; without them a second is enough.
const eslint = new ESLint({
  overrideConfig: { files: ['**/*.ts'], ...typescript.configs.disableTypeChecked },
});
const planted = JSON.parse(await text(process.stdin));
const refusals = [];
for (const { place, text: lines } of planted) {
  const [result] = await eslint.lintText(lines, { filePath: place });
  refusals.push(result.messages.map(({ ruleId }) => ruleId));
}
process.stdout.write(JSON.stringify(refusals));
