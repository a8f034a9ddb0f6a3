/**
 * Closed classes of words and the nouns by which people are named. They are classes, not lists of what was seen: a verb says
 * *that* somebody acted, these say *who*. Kept small on purpose; what is in none of them is a system.
 */
const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/))

export const SELF = words('i we us me ourselves myself')
export const SOMEONE = words('he she him someone somebody whoever everyone everybody')
export const NOBODY = words('nobody none noone')
export const SYSTEM_PRONOUNS = words(
  'it this these those there what that which its itself everything something nothing anything anyone anybody',
)

export const DETERMINERS = words(
  'a an the this that these those our my your his her their its one some any no every each another both all most several many few two three other',
)
export const POSSESSIVE_DETERMINERS = words('our my your his her their')
export const PREPOSITIONS = words(
  'of from in on at for with by to into onto about during after before under over between within without through via per against behind near until till since across among around than as like despite',
)
export const CONJUNCTIONS = words('and or but nor yet so then plus')
export const SUBORDINATORS = words(
  'because that which when while if although though since where whereas as after before until unless whether why how once what who',
)
export const BE = words(
  "is are was were be been being am isn't aren't wasn't weren't got get gets it's that's",
)
export const AUXILIARIES = words(
  "is are was were be been being am has have had having do does did can could will would shall should may might must ought to got isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't can't couldn't won't wouldn't shouldn't mightn't cannot should've could've would've might've i've we've i'd we'd they'd he'd she'd",
)
const SMALL_ADVERBS = words(
  'just only also still even never not already again both once ever soon later first always often now perhaps maybe apparently quite very too really instead yet then all neither either almost nearly rather back together',
)

export const isAdverb = (word: string): boolean =>
  SMALL_ADVERBS.has(word) || (word.length > 4 && word.endsWith('ly') && word !== 'reply')

/** People by what they do. */
export const ROLES = words(`
  engineer engineers developer developers dev devs programmer programmers dba dbas admin admins administrator administrators
  sysadmin sysadmins sre sres on-call oncall manager managers lead leads leader reviewer reviewers author authors maintainer
  maintainers contributor contributors committer intern interns trainee apprentice contractor contractors consultant
  consultants technician technicians architect architects analyst analysts tester testers commander commanders responder
  responders staff employee employees colleague colleagues person people member members individual individuals human humans
  supervisor director officer executive ceo cto moderator moderators volunteer volunteers folks guys guy man woman newcomer
  junior senior deployer approver approvers assignee boss coworker co-worker coworkers teammate teammates specialist scribe
  researcher designer designers agent-on-duty electrician operator operators freelancer deputy expert experts technologist
  nurse nurses doctor doctors physician pharmacist clerk clerks teacher teachers student students professor postdoc post-doc
  postdocs phd teller accountant auditor auditors lawyer captain librarian librarians journalist instructor apprentices
  trainees subcontractor electricians plumber welder machinist foreman supervisors handyman janitor secretary assistants
  chairman treasurer president founder founders bosses underwriter actuary trader traders firefighter medic paramedic
  caseworker sysop mods artist artists forecaster forecasters receptionist receptionists clinician clinicians midwife midwives
  bioinformatician statistician surveyor curator caretaker lecturer tutor dean solicitor paralegal ranger lifeguard
  stagehand webmaster postmaster bookkeeper on-caller oncaller newbie rookie veteran personnel shift-lead shift-leader`)
export const TEAMS = words(`
  team teams squad squads crew department dept ops operations management leadership infra frontend front-end backend back-end devops
  support marketing sales qa engineering netops secops helpdesk finance legal security group platform infrastructure folk
  committee board council headquarters hq facilities accounting payroll procurement purchasing logistics editorial newsroom
  admissions registrar-office noc soc dbas hr audit shift`)
/** Team names that are as often the name of a thing: they count only alone and without an article. */
export const BARE_TEAMS = words(
  'infra frontend front-end backend back-end support marketing sales qa engineering finance legal security platform infrastructure management leadership operations facilities accounting payroll procurement purchasing logistics editorial admissions noc soc hr audit shift board council',
)
export const THING_GROUPS = words(
  'security consumer target node autoscaling scaling resource placement log replica raid control user process thread volume shard',
)
export const VENDORS = words(
  'vendor vendors provider providers supplier suppliers company companies partner registrar manufacturer carrier host reseller agency distributor dealer wholesaler courier integrator telco isp',
)
export const USERS = words(
  'user users customer customers client clients subscriber subscribers visitor visitors tenant tenants patron patrons shopper shoppers guest guests player players passenger passengers merchant merchants buyer buyers resident residents patient patients',
)

/** People or programs, by the verb: "the dispatcher forgot" and "the dispatcher dropped the event". */
export const AGENT_NOUNS = words(`
  dispatcher dispatchers editor editors planner planners coordinator coordinators pilot pilots inspector inspectors reporter reporters writer writers
  translator assistant helper helpers mod predecessor successor steward chair chef reader readers driver drivers buyer seller
  presenter presenters organiser organisers organizer organizers submitter submitters requester requesters installer installers caller callers owner owners holder holders`)

/** Parts of an organisation, where they are written as its name: "Database Services". */
export const ORG_NOUNS = words(
  'services operations engineering support security team desk office department platform management safety planning audit analytics research bureau division ministry authority agency unit committee board',
)

/** Products that watch, build and ship: never a person nor a firm that should have told us. */
export const TOOLS = words(`
  prometheus grafana datadog pagerduty opsgenie nagios zabbix sentry alertmanager kubernetes jenkins github gitlab bitbucket aws azure gcp slack teams
  statuspage newrelic dependabot renovate cloudwatch splunk kibana elasticsearch redis kafka postgres postgresql mysql mongodb docker terraform ansible
  argo argocd helm nginx envoy istio linux windows android ios chrome firefox safari python java kotlin rust go node php perl
  monitoring alerting ci cd dns vpn api sdk cdn`)

/** Titles before a family name. */
export const TITLES = words('mr mrs ms dr prof sir')
export const ATTACKERS = words(
  'attacker attackers spammer spammers hacker hackers adversary scammer scammers bot bots crawler crawlers scraper scrapers actor actors intruder',
)

/** What people make: "Tom's change" is Tom, "Tom's laptop" is a laptop. */
export const WORKS = words(
  'change changes merge commit commits deploy deployment push pr patch fix script release update edit edits upgrade migration decision action actions command config configuration work rule query script migration branch flag redesign refactor refactoring rewrite rework cleanup upload',
)

export const HARM = words(
  'outage outages incident incidents downtime breakage disruption failure leak breach mess problem problems issue loss damage crash degradation error errors delay',
)
