/** Alternatives of regular expressions for what people do and how that is judged: a class each, so that rules combine them. */

/** What only people take, make or do. "Assumption" is among them: it is made by somebody. */
export const ACT_NOUN =
  '(?:decisions?|choices?|calls?|judge?ments?|moves?|ideas?|bets?|gambles?|assumptions?|misconceptions?|beliefs?|attitudes?|behaviou?r|habits?|handling|planning|thinking|reasoning|workmanship|conduct|discipline|attempts?|shortcuts?|practices?|reactions?|handovers?|hand-overs?|effort|guess|guesses|guesswork|job|work)'

/** Words that judge an act; each is also said of things, so an act has to follow. */
export const POOR =
  '(?:bad|poor|terrible|awful|horrible|dreadful|dumb|silly|stupid|foolish|unwise|unsafe|risky|dangerous|questionable|dubious|hasty|rash|rushed|premature|ill-timed|ill-advised|ill-considered|misguided|regrettable|unfortunate|na\u00efve|naive|lazy|sloppy|careless|slapdash|half-baked|wishful|cavalier|unprofessional|irresponsible|reckless|amateurish|shoddy|lax)'

/** A look by somebody: what would have helped is that a person did something. */
export const LOOK =
  '(?:pair of eyes|looks?|glance|check|read|reading|call|phone call|conversation|question|message|heads-up|word|ping|chat|talk|contact|review|test|test run|dry run|rehearsal|email|e-mail|escalation|communication|coordination|testing|planning|preparation|attention|care|notice|action|reaction|response|involvement|investigation)'
