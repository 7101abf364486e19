// Extracts from responses by the templates of their questionnaire; reads and writes JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { inAppExtract } = createRequire(import.meta.url)("@aehrc/sdc-template-extract");
const { questionnaire, responses } = JSON.parse(readFileSync(0, "utf8"));
const extracted = [];
for (const response of responses) {
  const { extractResult } = await inAppExtract(response, questionnaire, null);
  extracted.push({ issues: extractResult.issues, resources: extractResult.extractedBundle.entry.map((entry) => entry.resource) });
}
process.stdout.write(JSON.stringify(extracted));
