// The numbers of the law as texts: criteria, indicators and evidence codes, read strictly, read as people type them, and
// found in prose. Written for docs/other-languages.md.

const CRITERION = /^([1-9][0-9]?)\.([1-9][0-9]?)$/;
const INDICATOR = /^([1-9][0-9]?)\.([1-9][0-9]?)\.([a-z])$/;
const EVIDENCE = /^\[H([1-9][0-9]?)-([1-9])-(0[1-9]|[1-9][0-9])-(0[1-9]|[1-9][0-9]{1,8})\]$/;

const MARKS = ".\\-\u2010\u2011\u2012\u2013\u2014\u2212";
const NUMBERS = (gap) => `0?([1-9][0-9]?)${gap}0?([1-9])${gap}0?([1-9][0-9]?)${gap}0*([1-9][0-9]{0,8})(?![0-9])`;
const LOOSE = `[\\s${MARKS}]+`; // between the numbers of a code that stands alone
const MARKED = `\\s*[${MARKS}][\\s${MARKS}]*`; // in prose a blank alone separates nothing
const END = "(?![\\p{L}\\p{N}])";
const TYPED = new RegExp(`^[\\s\\[]*[Hh]\\s*${NUMBERS(LOOSE)}[\\s\\]]*$`, "u");
const BOXED = new RegExp(`[Hh]\\s*${NUMBERS(MARKED)}${END}`, "gu");
const UNBOXED = new RegExp(
  `(?<![\\p{L}\\p{N}_])[Mm][Cc][\\s.]*0?([1-9])${MARKED}0?([1-9][0-9]?)${MARKED}0*([1-9][0-9]{0,8})(?![0-9])${END}`,
  "gu",
);
const TO = "(?:đến|den|tới|toi|to)";
const AND = "(?:và|va|and)";
const NEXT = new RegExp(
  `^\\s{0,3}(?:[;,&+]|\\s(${TO})\\s|\\s${AND}\\s)\\s{0,3}(0{0,3}[1-9][0-9]{0,2})(?=\\s{0,3}(?:[;,&+\\]]|\\s(?:${TO}|${AND})\\s))`,
  "iu",
);
const RANGE = new RegExp(`^\\s{0,3}\\s${TO}\\s\\s{0,3}(?:mã\\s{1,3})?(?:minh chứng\\s{1,3})?$`, "iu");
const [LONGEST_BRACKET, LONGEST_STEP, SHORTEST_STEP, MOST_BETWEEN] = [2000, 24, 4, 99];

const pad = (number) => String(number).padStart(2, "0");
const write = ([box, standard, criterion, number]) => `[H${box}-${standard}-${pad(criterion)}-${pad(number)}]`;
const numbersOf = (match) => match.slice(1, 5).map(Number);

/** The code in a text in its official notation, or null. */
export const parseCriterion = (text) => (CRITERION.test(text) ? text : null);
export const parseIndicator = (text) => (INDICATOR.test(text) ? text : null);
export const parseEvidence = (text) => (EVIDENCE.test(text) ? text : null);

/** The evidence code that a text means, however it is typed, or null. */
export function normalizeEvidence(text) {
  const match = TYPED.exec(text);
  return match === null ? null : write(numbersOf(match));
}

/** Codes of one kind in the order of their numbers: 1.10 stands behind 1.9. */
export function sortCodes(codes) {
  const keyOf = (code) => code.match(/[0-9]+|[a-z]/g).map((part) => (/[a-z]/.test(part) ? part.charCodeAt(0) : +part));
  const compare = (one, other) => {
    const place = one.findIndex((part, index) => part !== other[index]);
    return place < 0 ? 0 : one[place] - other[place];
  };
  return codes.toSorted((one, other) => compare(keyOf(one), keyOf(other)));
}

/** Every evidence code in prose: [start, end, codes], the span counted in characters, a range with all its codes. */
export function findCodes(text) {
  const heads = [...findHeads(text, BOXED, numbersOf), ...findHeads(text, UNBOXED, unboxed)];
  heads.sort((one, other) => one.start - other.start);
  const found = [];
  for (const head of heads) {
    found.push(asRangeEnd(text, found.at(-1), head));
    if (!head.hasBrackets && openBracket(text, head.start) >= 0) found.push(...numbersBehind(text, found.at(-1)));
  }
  const count = (end) => Array.from(text.slice(0, end)).length;
  return found.map(({ start, end, numbers, between }) => [count(start), count(end), [...between, numbers].map(write)]);
}

const unboxed = (match) => {
  const [standard, criterion, number] = match.slice(1, 4).map(Number);
  return [standard, standard, criterion, number]; // a guess that the notation forces: the box of the standard's number
};

function* findHeads(text, pattern, read) {
  for (const match of text.matchAll(pattern)) {
    let [start, end] = [match.index, match.index + match[0].length];
    const before = text.slice(0, start).trimEnd();
    const after = text.slice(end).trimStart();
    const hasBrackets = before.endsWith("[") && after.startsWith("]");
    if (hasBrackets) [start, end] = [before.length - 1, text.length - after.length + 1];
    const isTorn = pattern === BOXED && !hasBrackets && /^\s+[0-9]/.test(text.slice(end));
    if (!(isTorn && openBracket(text, start) >= 0)) yield { start, end, numbers: read(match), between: [], hasBrackets };
  }
}

/** Where the bracket stands that is open at a place, or -1. */
function openBracket(text, place) {
  const lowest = Math.max(0, place - LONGEST_BRACKET);
  const piece = text.slice(lowest, place);
  const opened = piece.lastIndexOf("[");
  return opened < 0 || opened < piece.lastIndexOf("]") ? -1 : lowest + opened;
}

/** The numbers that stand alone behind a code in the same brackets, each of its box and criterion. */
function numbersBehind(text, head) {
  const found = [];
  let last = head;
  for (;;) {
    const step = NEXT.exec(text.slice(last.end, last.end + LONGEST_STEP));
    if (step === null) return found;
    const end = last.end + step[0].length;
    const numbers = [...head.numbers.slice(0, 3), Number(step[2])];
    const next = asRangeEnd(text, last, { start: end - step[2].length, end, numbers, between: [] });
    if (step[1] !== undefined && !next.endsRange) return found;
    found.push(next);
    last = next;
  }
}

function asRangeEnd(text, first, last) {
  if (first === undefined) return last;
  const words = text.slice(first.end, last.start);
  const [from, to] = [first.numbers[3], last.numbers[3]];
  const isAlike = first.numbers.slice(0, 3).every((number, place) => number === last.numbers[place]);
  const isNear = words.length >= SHORTEST_STEP && words.length <= LONGEST_STEP;
  if (!isNear || !RANGE.test(words) || !isAlike || to <= from || to - from > MOST_BETWEEN) return last;
  const between = Array.from({ length: to - from - 1 }, (_, place) => [...first.numbers.slice(0, 3), from + 1 + place]);
  return { ...last, between, endsRange: true };
}
