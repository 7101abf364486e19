// Evaluates the pattern of each selection with fhirpath.js, on every core; reads and writes JSON.
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import fhirpath from "fhirpath";
import r4 from "fhirpath/fhir-context/r4/index.js";

function patterns(asked) {
  const compiled = (text) => fhirpath.compile(text, r4);
  const variables = asked.variables.map(({ name, expression }) => [name, compiled(expression)]);
  const outcomes = [asked.distribution, asked.generalized, ...asked.sides].map(compiled);
  return asked.selections.map((marks) => {
    const answer = marks.map((code) => ({ valueCoding: { code } }));
    const resource = { resourceType: "QuestionnaireResponse", item: [{ linkId: "body-parts", answer }] };
    const known = { resource };
    for (const [name, evaluate] of variables) known[name] = evaluate(resource, known);
    return outcomes.map((evaluate) => evaluate(resource, known));
  });
}

const beside = (asked) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: asked });
    worker.on("message", resolve).on("error", reject);
  });

if (isMainThread) {
  const { selections, ...asked } = JSON.parse(readFileSync(0, "utf8"));
  const share = Math.ceil(selections.length / availableParallelism());
  const shares = [];
  for (let first = 0; first < selections.length; first += share) shares.push(selections.slice(first, first + share));
  const found = await Promise.all(shares.map((each) => beside({ ...asked, selections: each })));
  process.stdout.write(JSON.stringify(found.flat()));
} else {
  parentPort.postMessage(patterns(workerData));
}
