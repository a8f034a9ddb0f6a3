/**
 * Words that say nothing of what kind an incident was: those of the language, those that stand in every postmortem, those of
 * clocks and calendars, and those of tools that teams talk in.
 */
const LANGUAGE = `a about above after again against all almost along already also although always am an and another any anyone
anything are aren around as at away back be became because become been before began being below best better between both but by
came can cannot cause caused causes causing come could couldn day days did didn different do does doesn doing don done down due
during each early earlier either else end ended enough even eventually ever every everyone everything exactly extra few finally
find first five following for found four from fully further gave get gets getting give given go goes going gone good got had has
hasn have having he her here him his how however i if in instead into is isn it its itself just keep kept know known large last
late later least less let like likely little long longer look looked looking lot made main make makes making many may maybe me
mean meant might minor more most much must my near nearly need needed needs never new next nine no none nor not nothing now of
off often old on once one only onto or other others our ours out over own part per perhaps possible possibly previous previously
probably put quickly quite rather really reason recent recently right roughly said same saw say says second see seem seemed
seems seen set several shall she should shouldn show showed shown side similar since six small so some someone something soon
still such sure take taken takes taking tell ten than that the their them themselves then there therefore these they thing
things think third this those though thought three through thus to today together too took total toward tried try trying two
under unfortunately unless until up upon us use used useful uses using usual usually various very via want wanted was wasn way
we well went were weren what whatever when where whether which while who whole whose why will with within without won work
worked working works would wouldn yes yesterday yet you your`

const POSTMORTEMS = `action actions affected affect affecting analysis author aware background before began cause causes conclusion context
contributing date declared degraded description detail details detected detection discovered down downtime effect effects
engineer engineers error errors event events factor factors failed fail failing fails failure failures fault fix fixed fixes
fixing happen happened happening happens identified impact impacted improve improved improvement incident incidents interruption
investigate investigated investigating investigation issue issues item items learned learning lesson lessons lucky mitigate
mitigated mitigation noticed normal occurred occurs outage outages owner people person post postmortem problem problems
prevent production promptly question questions recover recovered recovery repair repaired report reported reports resolution
resolve resolved responder responders response restore restored result resulted resulting retro retrospective review root
service services severity situation status step steps summary symptom symptoms system systems team teams thanks timeline title
todo unable unavailable unexpected unexpectedly user users version wrong wiki website site page pages run running start started
starting stop stopped add added adding change changed changes check checked checking create created creating
current currently ensure include included including information number open opened process provide provided request requests
required support suggest suggested update updated updates updating`

const CLOCKS = `am pm utc gmt bst cet cest est edt pst pdt hour hours minute minutes second seconds week weeks weekend month months
year years time times morning afternoon evening night midnight noon monday tuesday wednesday thursday friday saturday sunday mon
tue wed thu fri sat sun january february march april june july august september october november december jan feb mar apr
jun jul aug sep sept oct nov dec approximately`

const TALK = `devops ops sre bug outage blog news slack channel thread email comment link links image img screenshot docs document documentation github issue ticket pull
merged pr prs com org net www http https html md png jpg`

export const EMPTY_WORDS: ReadonlySet<string> = new Set(
  [LANGUAGE, POSTMORTEMS, CLOCKS, TALK].flatMap((words) => words.split(/\s+/)),
)
