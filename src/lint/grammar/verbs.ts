const IRREGULAR: Readonly<Record<string, readonly string[]>> = {
  be: ['was', 'were', 'been'],
  become: ['became'],
  begin: ['began', 'begun'],
  break: ['broke', 'broken'],
  bring: ['brought'],
  build: ['built'],
  catch: ['caught'],
  choose: ['chose', 'chosen'],
  come: ['came'],
  do: ['did', 'done'],
  draw: ['drew', 'drawn'],
  feel: ['felt'],
  find: ['found'],
  forget: ['forgot', 'forgotten'],
  get: ['got', 'gotten'],
  give: ['gave', 'given'],
  go: ['went', 'gone'],
  grow: ['grew', 'grown'],
  have: ['had'],
  hear: ['heard'],
  hold: ['held'],
  keep: ['kept'],
  know: ['knew', 'known'],
  lead: ['led'],
  leave: ['left'],
  lose: ['lost'],
  make: ['made'],
  mean: ['meant'],
  meet: ['met'],
  pay: ['paid'],
  put: ['put'],
  read: ['read'],
  run: ['ran', 'run'],
  say: ['said'],
  see: ['saw', 'seen'],
  seek: ['sought'],
  send: ['sent'],
  set: ['set'],
  shut: ['shut'],
  sit: ['sat'],
  speak: ['spoke', 'spoken'],
  spend: ['spent'],
  stand: ['stood'],
  take: ['took', 'taken'],
  teach: ['taught'],
  tell: ['told'],
  think: ['thought'],
  throw: ['threw', 'thrown'],
  understand: ['understood'],
  wake: ['woke', 'woken'],
  write: ['wrote', 'written'],
  foresee: ['foresaw', 'foreseen'],
  let: ['let'],
  split: ['split'],
  cut: ['cut'],
  withdraw: ['withdrew', 'withdrawn'],
  oversee: ['oversaw', 'overseen'],
  double: ['doubled'],
  show: ['showed', 'shown'],
  prove: ['proved', 'proven'],
  blow: ['blew', 'blown'],
  bend: ['bent'],
  broadcast: ['broadcast'],
  cost: ['cost'],
  deal: ['dealt'],
  dig: ['dug'],
  feed: ['fed'],
  fight: ['fought'],
  fly: ['flew', 'flown'],
  forbid: ['forbade', 'forbidden'],
  hang: ['hung'],
  lay: ['laid'],
  lend: ['lent'],
  override: ['overrode', 'overridden'],
  overrun: ['overran'],
  rebuild: ['rebuilt'],
  rerun: ['reran'],
  resend: ['resent'],
  reset: ['reset'],
  shake: ['shook', 'shaken'],
  shoot: ['shot'],
  slide: ['slid'],
  spin: ['spun'],
  stick: ['stuck'],
  sweep: ['swept'],
  swear: ['swore', 'sworn'],
  tear: ['tore', 'torn'],
  undergo: ['underwent', 'undergone'],
  wear: ['wore', 'worn'],
  win: ['won'],
  overwrite: ['overwrote', 'overwritten'],
  rewrite: ['rewrote', 'rewritten'],
  oversleep: ['overslept'],
  fall: ['fell', 'fallen'],
  drive: ['drove', 'driven'],
  freeze: ['froze', 'frozen'],
  hide: ['hid', 'hidden'],
  hit: ['hit'],
  mislead: ['misled'],
  mistake: ['mistook', 'mistaken'],
  rise: ['rose', 'risen'],
  sell: ['sold'],
  sleep: ['slept'],
  spread: ['spread'],
  steal: ['stole', 'stolen'],
  strike: ['struck'],
  undo: ['undid', 'undone'],
}
const DOUBLING = new Set([
  'plan',
  'stop',
  'ship',
  'spot',
  'skip',
  'log',
  'drop',
  'tag',
  'commit',
  'flag',
  'get',
])
const PASTS = new Set([...Object.values(IRREGULAR).flat(), 'used', 'tied', 'died'])

const NO_PAST = new Set([
  'speed',
  'exceed',
  'proceed',
  'indeed',
  'embed',
  'hundred',
  'sacred',
  'naked',
  'breed',
  'bleed',
])

/** Past tense or participle by its form; what is as short as "need" or "feed" is never taken for one. */
export function isPast(word: string): boolean {
  return PASTS.has(word) || (word.length > 4 && word.endsWith('ed') && !NO_PAST.has(word))
}

export function pastForms(base: string): readonly string[] {
  const irregular = IRREGULAR[base]
  if (irregular) return irregular
  if (base.endsWith('e')) return [`${base}d`]
  if (/[^aeiou]y$/.test(base)) return [`${base.slice(0, -1)}ied`]
  return [DOUBLING.has(base) ? `${base}${base.slice(-1)}ed` : `${base}ed`]
}

const family = (bases: string): ReadonlySet<string> => new Set(bases.trim().split(/\s+/))
const past = (bases: ReadonlySet<string>): ReadonlySet<string> => new Set([...bases].flatMap(pastForms))

/** What a careful person does: not having done it reads as a reproach. Seeing and having are left out: they are conditions. */
export const DILIGENCE = family(`
  check verify confirm test notice realise realize tell inform notify communicate document review monitor follow read ask consult acknowledge respond
  escalate anticipate consider account think validate confirm double-check remember watch plan request page call warn catch
  spot detect inspect audit foresee announce coordinate prepare train learn listen heed react reply rehearse recheck supervise
  prioritise prioritize sanity-check evaluate assess question challenge report raise investigate care bother understand answer examine study analyse analyze scrutinise scrutinize compare cross-check reconcile insist forewarn reconsider load-test stress-test`)
export const DILIGENCE_PAST = past(DILIGENCE)

/** The care that work takes beyond checking: to have left it out reads as a reproach as well. */
const CARE = family(`
  identify appreciate grasp recognise recognize perform conduct complete finish update include ensure make look pay wait stop provide
  declare publish post mention flag assign schedule ask raise set maintain protect secure allow address handle keep
  prioritise take give escalate communicate involve factor research rehearse exercise simulate try enforce agree escort`)

/** Whether not having done it is told as a fault; "we did not deploy that day" is a plain fact. */
export function isNeglect(verb: string, form: 'base' | 'past'): boolean {
  return form === 'base'
    ? DILIGENCE.has(verb) || CARE.has(verb)
    : DILIGENCE_PAST.has(verb) || CARE_PAST.has(verb)
}

const CARE_PAST = past(CARE)

/** `checking` for `check`, `planning` for `plan`. */
export function gerundOf(base: string): string {
  if (base.endsWith('e') && !base.endsWith('ee')) return `${base.slice(0, -1)}ing`
  return DOUBLING.has(base) || base === 'set' || base === 'stop'
    ? `${base}${base.slice(-1)}ing`
    : `${base}ing`
}

/** "Without *checking*": the gerunds of care, of thinking and of knowing. */
export const CARE_GERUND: ReadonlySet<string> = new Set(
  [
    ...DILIGENCE,
    ...CARE,
    'open',
    ...family(
      'know think realise realize understand appreciate ensure make look wait stop take give involve seek get',
    ),
  ].map(gerundOf),
)

/** What only people do: where a name is unknown, these tell that it is somebody's. */
const ONLY_PEOPLE = family(
  'forget neglect bother notice anticipate consider reply double-check doublecheck contact tell inform ask consult communicate escalate remember realise realize think care listen speak warn mention know apologise announce omit heed insist phone',
)
const ONLY_PEOPLE_PAST = past(ONLY_PEOPLE)

/** How surely a verb, in any form, has people as its subject. */
export function whoDoes(verb: string): 'only-people' | 'mostly-people' {
  return ONLY_PEOPLE.has(verb) || ONLY_PEOPLE_PAST.has(verb) ? 'only-people' : 'mostly-people'
}

/** Telling others: only people do it, so a company as subject means its people. */
export const TELLING = family(
  'tell inform notify announce warn communicate disclose consult advise mention share forewarn',
)
export const TELLING_PAST = past(TELLING)

/** Beliefs and knowledge: nobody can see into another head. */
export const BELIEF_PAST = past(
  family(
    'assume think believe suspect conclude suppose consider presume judge decide understand interpret expect',
  ),
)
