// Levels, what is still possible, and the smallest step to a level, from a framework as `kdcl frameworks export` writes
// it. Written for docs/other-languages.md as a second implementation; it shares nothing with the library but the law.

/** What a level may rest on, from the least to the most demanding. */
export const BASES = ["assumed", "supported", "certain"];

const READINGS = ["cumulative", "literal"];
const UNREACHABLE = 101;

/** A framework made ready to count with: its criteria in the law's order, each with the codes of its indicators. */
export function prepare(exported) {
  const criteria = exported.standards
    .flatMap((standard) => standard.criteria)
    .map(({ code, indicators }) => ({ code, indicators: indicators.map((indicator) => indicator.code) }));
  return { criteria, indicators: criteria.flatMap((criterion) => criterion.indicators), rules: exported.level_rules };
}

/** The state of every criterion under ratings, a Map from indicator to true (met) or false; absent is not assessed. */
export function judgeCriteria(framework, ratings) {
  return framework.criteria.map(({ code, indicators }) => {
    const missing = indicators.filter((indicator) => ratings.get(indicator) !== true);
    const failed = missing.some((indicator) => ratings.get(indicator) === false);
    return { code, missing, state: missing.length === 0 ? "met" : failed ? "not met" : "open" };
  });
}

const codesOf = (judged, state) => judged.filter((criterion) => criterion.state === state).map(({ code }) => code);

/** What the law can be at worst on a basis: rules that must all give a level for it to hold. */
function rulesOn(framework, rules, basis) {
  if (basis === "assumed") return [{ reading: rules.reading, rules: rules.rules }];
  const everything = framework.criteria.map(({ code }) => code);
  const trusts = (status) => status === "verified" || (basis === "supported" && status !== "unknown");
  const worst = rules.rules.map((rule) => ({
    ...rule,
    at_least_percent: trusts(rule.status) ? rule.at_least_percent : UNREACHABLE,
    required: trusts(rule.required_status) ? rule.required : everything,
  }));
  const readings = rules.reading_status === "verified" ? [rules.reading] : READINGS;
  return readings.map((reading) => ({ reading, rules: worst }));
}

const reaches = (count, total, percent) => count * 100 >= percent * total;

function shareFits(rule, reading, count, total) {
  const isBounded = reading === "literal" && rule.below_percent !== null;
  return reaches(count, total, rule.at_least_percent) && !(isBounded && reaches(count, total, rule.below_percent));
}

/** The level, 0 for none, that one reading of rules gives for a number of criteria met. */
function levelBy({ reading, rules }, count, total, hasList) {
  let level = 0;
  for (const rule of rules) {
    if (shareFits(rule, reading, count, total) && hasList(rule)) level = rule.level;
    else if (reading === "cumulative") break;
  }
  return level;
}

const lowestLevel = (alternatives, count, total, hasList) =>
  Math.min(...alternatives.map((each) => levelBy(each, count, total, hasList)));

/** The levels on each basis, and why: whether each level is reached, by which clause, and whether each part holds. */
export function score(framework, ratings, rules = framework.rules) {
  const judged = judgeCriteria(framework, ratings);
  const total = judged.length;
  const met = new Set(codesOf(judged, "met"));
  const hasList = (rule) => rule.required.every((code) => met.has(code));
  const levels = BASES.map((basis) => lowestLevel(rulesOn(framework, rules, basis), met.size, total, hasList));
  return {
    levels: Object.fromEntries(BASES.map((basis, place) => [basis, levels[place] || null])),
    criteriaMet: met.size,
    indicatorsMet: framework.indicators.filter((code) => ratings.get(code) === true).length,
    notMet: codesOf(judged, "not met"),
    open: codesOf(judged, "open"),
    proof: prove(rules, met, total),
  };
}

function prove(rules, met, total) {
  const proof = [];
  for (const rule of rules.rules) {
    const isListUnread = rule.required_status === "unknown";
    const parts = [
      reaches(met.size, total, rule.at_least_percent),
      (isListUnread && met.size === total) || rule.required.every((code) => met.has(code)),
    ];
    if (rules.reading === "cumulative" && proof.length > 0) parts.push(proof.at(-1).holds);
    if (rule.below_percent !== null) {
      const isAbove = reaches(met.size, total, rule.below_percent);
      if (rules.reading === "literal") parts.push(!isAbove);
      else if (isAbove) parts.push(true); // it only says where the next level begins
    }
    const { article, clause, point } = rule.citation;
    const cited = [article, clause, point].filter((part) => part !== null).join(".");
    proof.push({ level: rule.level, holds: parts.every(Boolean), clause: cited, parts });
  }
  return proof;
}

/** The lowest and the highest level that open criteria leave possible, on each basis; null for none. */
export function bounds(framework, ratings, rules = framework.rules) {
  const judged = judgeCriteria(framework, ratings);
  const met = new Set(codesOf(judged, "met"));
  const open = codesOf(judged, "open");
  const outlook = {};
  for (const basis of BASES) {
    const alternatives = rulesOn(framework, rules, basis);
    const lists = alternatives[0].rules.map((rule) => new Set(rule.required));
    // Open criteria on the same lists are alike: only how many of them turn out met matters.
    const groups = new Map();
    for (const code of open) {
      const key = lists.map((list) => (list.has(code) ? "1" : "0")).join("");
      groups.set(key, (groups.get(key) ?? 0) + 1);
    }
    const isLost = lists.map((list) => [...list].some((code) => !met.has(code) && !open.includes(code)));
    const levels = [];
    const complete = (rest, count, lost) => {
      if (rest.length === 0) {
        const hasList = (rule) => !lost[alternatives[0].rules.findIndex(({ level }) => level === rule.level)];
        levels.push(lowestLevel(alternatives, count, judged.length, hasList));
        return;
      }
      const [[key, size], ...others] = rest;
      for (let chosen = 0; chosen <= size; chosen += 1) {
        complete(others, count + chosen, lost.map((was, place) => was || (key[place] === "1" && chosen < size)));
      }
    };
    complete([...groups], met.size, isLost);
    outlook[basis] = [Math.min(...levels) || null, Math.max(...levels) || null];
  }
  return outlook;
}

/** A smallest set of indicators that, once met, gives a level or a higher one on a basis; null where none does. */
export function gap(framework, ratings, level, basis, rules = framework.rules) {
  const judged = judgeCriteria(framework, ratings);
  const found = waysTo(rulesOn(framework, rules, basis), level)
    .map((way) => smallestSet(judged, way))
    .filter((codes) => codes !== null);
  return found.reduce((best, codes) => (best === null || codes.length < best.length ? codes : best), null);
}

/** What suffices for a level under all alternatives: a share, a share to stay below, and criteria. */
function waysTo(alternatives, level) {
  const rulesOf = (reading) => alternatives.find((each) => each.reading === reading)?.rules ?? [];
  const below = rulesOf("cumulative").filter((rule) => rule.level <= level);
  const alone = rulesOf("literal").filter((rule) => rule.level >= level);
  const join = (rules, ceiling) => ({
    atLeast: Math.max(...rules.map((rule) => rule.at_least_percent)),
    ceiling,
    required: new Set(rules.flatMap((rule) => rule.required)),
  });
  if (alone.length === 0) return [join(below, null)];
  return alone.map((rule) => join([...below, rule], rule.below_percent));
}

function smallestSet(judged, { atLeast, ceiling, required }) {
  const missing = judged.filter((criterion) => criterion.state !== "met");
  const metNow = judged.length - missing.length;
  const needed = Math.ceil((atLeast * judged.length) / 100);
  const forced = missing.filter(({ code }) => required.has(code));
  const cheapest = missing
    .filter(({ code }) => !required.has(code))
    .sort((one, other) => one.missing.length - other.missing.length); // stable: the law's order among equals
  const chosen = [...forced, ...cheapest.slice(0, Math.max(0, needed - metNow - forced.length))];
  const count = metNow + chosen.length;
  if (!reaches(count, judged.length, atLeast)) return null;
  if (ceiling !== null && reaches(count, judged.length, ceiling)) return null;
  const wanted = new Set(chosen.flatMap((criterion) => criterion.missing));
  return judged.flatMap((criterion) => criterion.missing).filter((code) => wanted.has(code));
}
