// Evaluates the pattern of each selection with fhirpath.js; reads and writes JSON.
import { readFileSync } from "node:fs";
import fhirpath from "fhirpath";
import r4 from "fhirpath/fhir-context/r4/index.js";

const asked = JSON.parse(readFileSync(0, "utf8"));
const compiled = (text) => fhirpath.compile(text, r4);
const variables = asked.variables.map(({ name, expression }) => [name, compiled(expression)]);
const outcomes = [asked.distribution, asked.generalized, ...asked.sides].map(compiled);

const pattern = (marks) => {
  const answer = marks.map((code) => ({ valueCoding: { code } }));
  const resource = { resourceType: "QuestionnaireResponse", item: [{ linkId: "body-parts", answer }] };
  const known = { resource };
  for (const [name, evaluate] of variables) known[name] = evaluate(resource, known);
  return outcomes.map((evaluate) => evaluate(resource, known));
};
process.stdout.write(JSON.stringify(asked.selections.map(pattern)));
