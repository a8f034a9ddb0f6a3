/**
 * Ways to fail that come back in other clothes: "no space left on device" and "the volume was full" share no word. From
 * what operations have names for; each cue is short, so that hostile text cannot slow it down.
 */
const MECHANISMS: Readonly<Record<string, RegExp>> = {
  'full disk': /\b(?:disks?|storage|volumes?|partitions?|file ?systems?|datasets?) (?:\w+ ){0,3}(?:full|filled|exhausted)\b|\bno space left|\b(?:out of|free|lack of) (?:disk )?space|\bdisk ?(?:space|usage|filling)|\binodes?\b|\benospc\b/g,
  'memory exhaustion': /\bout[- ]of[- ]memory|\boom(?:s|ed|[- ]?kill\w*)?\b|\bmemory (?:leak|exhaust|pressure|limit|usage|dos|consum)\w*|\bmemory (?:\w+ ){0,3}(?:exceeded|exhausted)|\bheap (?:size|space)/g,
  'CPU saturation': /\bcpu (?:\w+ )?(?:saturat|exhaust|throttl|usage|load|limit|dos|utili[sz])\w*|\bload average|\b100% (?:of the )?cpu/g,
  'exhausted connections': /\bconnection pool\w*|\b(?:max|maximum|too many|number of|database|open|available|out of|allowed) (?:\w+ )?connections?\b|\bpgbouncer/g,
  'retries that add load': /\bretry (?:storm|logic|loop|amplif)\w*|\bretries\b|\bback-?off\b|\bthundering herd|\bstampede|\bsnowball|\bcascad\w+|\bretry(?:ing)?\b/g,
  'expired certificate': /\bcert(?:ificate)?s? (?:\w+ ){0,5}(?:expir|renew)\w*|\bexpir\w* (?:\w+ ){0,4}cert(?:ificate)?s?\b|\bcertbot|\blet'?s ?encrypt|\bacme (?:challenge|client|protocol|order|account)s?\b|\b(?:tls|ssl) (?:expir|cert)\w*/g,
  'certificate mismatch': /\bcertificate'?s? (?:altnames?|mismatch\w*)|\bmismatched certificate\w*|\bdefault certificate/g,
  'DNS': /\bdns\b|\bname ?servers?\b|\broute ?53\b|\bdomain names? (?:\w+ ){0,3}resol\w+|\bhosted zones?/g,
  'network path': /\bpacket loss|\brout(?:ing|e) (?:tables?|equipment|hardware)|\bdefault route|\bbgp\b|\bvlans?\b|\buplinks?\b|\barp\b|\bip neigh\w*|\bnetwork (?:switch|outage|interface|blackout)\w*|\bswitch(?:es)? (?:fail|stack)\w*|\bgateway (?:was|is) (?:not )?(?:un)?reachable/g,
  'broken hardware': /\bdisk (?:errors?|failures?|replace\w*)|\bsmartd?\b|\braid\b|\bnvme\b|\bpower suppl\w+|\bhardware (?:\w+ )?(?:fail|fault|issue|problem|replac)\w*|\bkernel panic|\bbios\b|\bdrives? (?:\w+ ){0,3}(?:fail|die|died|broken)\w*|\bfaulty\b/g,
  'failover': /\bfail(?:s|ed|ing)?[- ]?over\b|\bfailovers?\b|\bstand-?by\b|\bsingle points? of failure|\bredundan\w+/g,
  'replication': /\breplicat\w+|\breplica lag|\bccr\b|\breplicas? (?:\w+ ){0,3}behind/g,
  'queue backlog': /\bbacklog\w*|\bqueues? (?:length|depth|size|latency|fill|fills|filled|grew|backed|down)\b|\bconsumer lag|\bmessages (?:on|in) the (?:\w+ )?queue|\bsidekiq\b|\bingress queues?\b|\bdrain(?:ing|ed)? the queue/g,
  'traffic surge': /\btraffic (?:spike|surge|peak)\w*|\bspikes? (?:in|of)\b|\bsurge\b|\brate[- ]limit\w*|\bddos\b|\bcrawlers?\b|\bbots?\b|\bscrap(?:er|ing)\w*|\boverload\w*/g,
  'cache': /\bcache (?:miss|stampede|invalid|expir|poison|clear)\w*|\bcold cache|\bstale cache|\bcach(?:ed|ing) (?:old|stale|respon)\w*/g,
  'bad configuration': /\bmis-?configur\w+|\bconfig(?:uration)? (?:change|error|mistake|value)s?\b|\bwrong config\w*|\bhard-?coded\b|\benvironment variables?\b/g,
  'command on the wrong target': /\bwrong (?:cluster|environment|workspace|context|account|database|host|server)|\bterraform (?:destroy|apply)\b|\b(?:cluster|current|kube) context|\baccidental(?:ly)? (?:delet|destroy|remov|drop)\w*|\bdestroy\w* (?:\w+ ){0,4}(?:cluster|components?|environment)/g,
  'infrastructure recreated by its code': /\bterraform (?:plan|output|change)s?\b|\bplan output\b|\b(?:destroy|delete)[- ]and[- ](?:replace|recreate)\b|\brecreat(?:e|ed|es|ing)\b/g,
  'broken compatibility': /\bincompatib\w+|\b(?:backwards?|forwards?|binary)[- ](?:\w+ )?(?:in)?compatib\w*|\bcompatibility (?:guarantee|break)\w*|\bbreaking change/g,
  'changed data model': /\b(?:custom |data |content |internal )?models? (?:\w+ ){0,3}(?:chang|incompat|mapping)\w*|\bmodel changes?\b|\bschema (?:chang|mismatch|drift)\w*|\bexpect(?:ed|ing) a field|\bmissing fields?|\bfields? (?:\w+ ){0,3}(?:remov|exist)\w*|\bmappings?\b/g,
  'database migration': /\b(?:database|schema|data) migrations?\b|\bmigration (?:fail|script)\w*|\balter table|\bre-?index\w*|\bautovacuum|\bvacuum\b/g,
  'upgrade': /\bupgrad(?:e|es|ed|ing)\b/g,
  'outage of a provider': /\b(?:aws|amazon|gcp|azure|github|hetzner|ovh|provider|vendor|third[- ]party|upstream|s3|ec2|hosting) (?:\w+ ){0,3}(?:outage|incident|was down|went down|unavailab)\w*|\bavailability zones?\b|\b(?:us|eu)-(?:east|west|central)-\d|\boutage (?:at|of|in) (?:aws|amazon|our provider|their)/g,
  'lack of capacity at a provider': /\binsufficient (?:\w+ )?capacity|\binstance (?:type|class)s? (?:\w+ ){0,3}(?:unavailab|available)\w*|\binstances available/g,
  'leaked secrets': /\b(?:credentials?|secrets?|tokens?|passwords?|api keys?|cookies?) (?:\w+ ){0,3}(?:leak|expos|rotat|revok|stolen|compromis|invalidat|persisted)\w*|\b(?:leak|expos|rotat|revok|stolen|compromis|invalidat)\w* (?:\w+ ){0,3}(?:credentials?|secrets?|tokens?|passwords?|api keys?|cookies?)\b/g,
  'malicious packages': /\bmalicious (?:\w+ )?(?:crate|package|gem|librar|code|depend|actor|module)\w*|\btypo-?squat\w*|\bmalware\b|\bsupply[- ]chain/g,
  'phishing and spam': /\bphish\w*|\bspam(?:mers?|ming)? (?:attack|campaign|account|post|bot|wave|e-?mail|registration)\w*|\bspammers?\b/g,
  'number overflow': /\b(?:integer|int|number|counter|id(?:entifier)?|timestamp) overflow\w*|\boverflow(?:s|ed)? (?:bug|on|the|a|an)\b|\bwrap(?:s|ped)? around/g,
  'memory safety': /\buse[- ]after[- ]free|\bbuffer overflow|\bnull pointer|\bsegfault|\bpreviously freed/g,
  'no upper limit': /\bunbounded\b|\bunlimited\b|\bgrow(?:s|n|ing)? (?:too large|without|indefinitely|unbounded)|\bno (?:upper )?limit|\btoo large\b/g,
  'endless or quadratic work': /\binfinite loop|\bquadratic\w*|\bexponential(?:ly)? (?:time|slow|many)/g,
  'locks and races': /\brace conditions?|\bdead-?locks?\b|\block contention|\btable locks?\b|\block timeouts?/g,
  'timeouts': /\btime-?outs?\b|\btimed out\b/g,
  'drained or killed nodes': /\bdrain(?:ed|ing|s)? (?:\w+ ){0,3}(?:nodes?|pods?|groups?|workloads?)\b|\bnodes? (?:\w+ )?drain\w*|\bcordon\w*|\bevict\w*|\bnodes? (?:\w+ ){0,2}(?:terminat|recycl|replac|delet|retir|kill)\w*|\bterminat\w+ (?:\w+ ){0,4}nodes?\b|\bre-?schedul\w*|\bde-?scheduler/g,
  'crash loop': /\bcrash-?loop\w*|\brestart(?:ed|ing)? (?:\w+ )?(?:several|repeatedly|in a loop|many)/g,
  'missing alert': /\bno (?:\w+ )?(?:alerts?|alarms?|monitoring)\b|\bnot (?:being )?monitored|\balerts? (?:\w+ ){0,3}(?:missed|silenced|ignored)|\bwent unnoticed|\bburied in/g,
  'restore from backup': /\brestor\w+ (?:\w+ ){0,4}backups?|\bbackups? (?:restore|fail|missing)\w*|\bfrom (?:a |the )?(?:\w+ )?backup\b/g,
  'health check that misleads': /\bhealth ?-?checks?\b|\b(?:liveness|readiness) prob\w*/g,
  'missing permission': /\bpermission denied|\baccess denied|\b(?:does|did|do)(?: not|n'?t) have permissions?|\bfirewall\w*/g,
  'address exhaustion': /\b(?:no free|out of|exhaust\w*|allocat\w+|assign) (?:\w+ )?ip\b|\bip (?:prefix|address(?:es)?) (?:\w+ )?(?:starv|exhaust|shortage)\w*/g,
  'log growth': /\blog rotat\w*|\brotated logs?|\blog-?filling|\blogs? (?:\w+ ){0,4}(?:filled|grew|rotated|huge)\b/g,
  'snapshots that hold space': /\bsnapshots?\b/g,
  'quota': /\bquotas?\b|\blimits? (?:was |were )?(?:reached|exceeded|hit)|\btoo ?many ?requests/g,
  'faulty release': /\breleas(?:e|ed|ing) (?:\w+ ){0,4}(?:broke|broken|abort|bug|regress|yank|misconfig|invalid)\w*|\bhot-?fix\w*|\bpublished (?:\w+ ){0,3}artifacts?/g,
  'tests that did not catch it': /\b(?:not|n't) (?:\w+ )?(?:caught|catch) by|\btests? (?:\w+ ){0,3}(?:did not|didn'?t) (?:catch|break|cover)|\b(?:end to end|e2e|integration|unit|regression) tests?/g,
  'broken deployment': /\bdeploy(?:ed|ment|ing)? (?:\w+ ){0,4}(?:bug|broke|broken|fail|break)\w*|\broll(?:ed|ing)? ?back\b|\brollback\b|\broll forward/g,
  'load balancer and ingress': /\bingress (?:rules?|resources?|controllers?)\b|\bload[- ]balanc\w+|\breverse prox\w+|\bhaproxy\b/g,
  'stuck processes': /\bstalled process\w*|\b(?:hung|hang|hanging|stuck) (?:job|process|request|indefinit|in)\w*|\bunresponsive\b|\buninterruptible/g,
  'concurrency limits': /\bweb_concurrency|\bmax_threads|\bconcurrency\b|\bthread pool\w*|\bworker (?:threads|processes)/g,
} // prettier-ignore

/** How often a text tells of each, by the name that people are told (`full disk`); without those that it does not tell of. */
export function mechanismsIn(prose: string): ReadonlyMap<string, number> {
  const words = prose.toLowerCase().replaceAll(/[^\p{L}\p{N}%'_-]+/gu, ' ')
  return new Map(
    Object.entries(MECHANISMS).flatMap(([name, cues]) => {
      const count = words.match(cues)?.length ?? 0
      return count === 0 ? [] : [[name, count] as const]
    }),
  )
}
