// Runs every vector of examples/vectors: node examples/javascript/run-vectors.mjs [FOLDER]. Exit code 1 where one differs.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { gunzipSync } from "node:zlib";

import { BASES, bounds, gap, prepare, score } from "./accreditation.mjs";
import { findCodes, normalizeEvidence, parseCriterion, parseEvidence, parseIndicator, sortCodes } from "./codes.mjs";

const folder = process.argv[2] ?? fileURLToPath(new URL("../vectors", import.meta.url));
const read = (name) =>
  gunzipSync(readFileSync(`${folder}/${name}.jsonl.gz`)).toString("utf8").trimEnd().split("\n").map((line) => JSON.parse(line));

const frameworks = new Map(read("frameworks").map((exported) => [exported.framework, prepare(exported)]));

function answerScoring(vector, rulesOf) {
  const framework = frameworks.get(vector.framework);
  const rules = rulesOf[vector.framework][vector.rules];
  const ratings = new Map();
  framework.indicators.forEach((code, place) => {
    if (vector.ratings[place] !== ".") ratings.set(code, vector.ratings[place] === "+");
  });
  const { levels, criteriaMet, indicatorsMet, notMet, open, proof } = score(framework, ratings, rules);
  const outlook = bounds(framework, ratings, rules);
  return {
    framework: vector.framework,
    rules: vector.rules,
    ratings: vector.ratings,
    level: levels.assumed,
    certain_level: levels.certain,
    supported_level: levels.supported,
    criteria_met: criteriaMet,
    indicators_met: indicatorsMet,
    not_met: notMet.join(" "),
    open: open.join(" "),
    bounds: BASES.map((basis) => outlook[basis]),
    gaps: [1, 2, 3].flatMap((level) =>
      BASES.map((basis) => [level, basis, gap(framework, ratings, level, basis, rules)?.join(" ") ?? null]),
    ),
    proof: proof.map(({ holds, clause, parts }) => [holds, clause, parts]),
  };
}

const PARSERS = {
  criterion: parseCriterion,
  indicator: parseIndicator,
  evidence: parseEvidence,
  typed: normalizeEvidence,
};

function answerCodes(vector) {
  if (vector.kind === "order") return { ...vector, sorted: sortCodes(vector.codes) };
  if (vector.kind === "find") return { ...vector, found: findCodes(vector.text) };
  return { ...vector, code: PARSERS[vector.kind](vector.text) };
}

let [run, differing] = [0, 0];
const [scoringHead, ...scoring] = read("scoring");
const [, ...codes] = read("codes");
for (const [vectors, answer] of [
  [scoring, (vector) => answerScoring(vector, scoringHead.rules)],
  [codes, answerCodes],
]) {
  for (const vector of vectors) {
    run += 1;
    const answered = answer(vector);
    if (isDeepStrictEqual(answered, vector)) continue;
    differing += 1;
    if (differing <= 5) console.log(JSON.stringify({ expected: vector, answered }));
  }
}
console.log(`vectors: ${run}; agreeing: ${run - differing}; differing: ${differing}`);
process.exitCode = differing === 0 && run > 0 ? 0 : 1;
