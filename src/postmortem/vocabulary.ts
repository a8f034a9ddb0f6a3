/** Words of the trade, by what they tell about an action: general English and engineering, no one's house style. */

/** Verbs whose doing leaves a thing that is there or gone afterwards. */
export const CONCRETE_VERBS = words(`
  add alert allow announce apply archive arm assign attach audit authenticate automate back backfill backport ban bind block book bound
  build bump cache call cap capture change charge check clean clear close codify collect commission configure connect convert copy create
  cut decommission decouple default delete deliver deny deploy deprecate disable disband display document drain drop duplicate emit enable
  encrypt enforce enlist establish exclude expire export expose extend extract fail fix flag force formalise formalize forbid freeze
  generate give grant guard halve handle hide hook host implement import include increase index inject insert install instrument integrate
  introduce isolate issue keep launch limit link list load localise lock log lower make map mark measure merge migrate mirror monitor mount
  move name notify offer onboard open order page parallelise parallelize patch pause permit pin place point populate practise prevent print
  prohibit promote protect provide provision prune publish pull purge put quarantine queue raise rate read rebuild record redeploy redirect
  reduce refactor refuse register reindex reject release relocate remove rename renew reorder repair replace replicate report require reserve
  reset resize restart restore restrict retain retire retry return reuse revert revoke rewrite roll rotate route run sandbox scale scan
  schedule script send separate serve set shard share shed shift ship shorten show shut sign silence simulate skip snapshot split stage start
  stop store stub submit subscribe surface suspend switch sync synchronise synchronize tag tear template terminate test throttle
  tie toggle trace track transfer translate trigger trim turn unify uninstall unpin update upgrade upload use validate vend verify version
  wire withdraw wrap write raise revise perform conduct complete hold organise organize develop call invite onboard disband give carry swap set re-apply reapply re-run rerun decouple ignore warn detect emit probe canary alarm declare define
  acknowledge adjust amend append attend calibrate circulate clone combine compare compensate compile correct defer detach discard dispatch distribute edit embed explain exempt forward hire inform invalidate kill laminate mail mandate mute nominate
  obtain override partition persist post preload present preserve proxy purchase recalculate recompile redact refund refresh rehearse reissue reload remap repeat repoint reprint reprocess reschedule resend resubmit resume reverse round save shrink squash strip substitute suppress tell transform fall unblock undo unlock void warm whitelist allowlist denylist
`)

/** Verbs that look at a matter; alone they leave nothing that could be called done. */
export const INQUIRY_VERBS = words(`
  investigate explore consider evaluate research spike brainstorm discuss think analyse analyze assess understand identify examine study
  look figure find determine see wonder revisit rethink debate decide ponder talk chat ask try ensure follow monitor observe watch review
  re-evaluate reevaluate diagnose clarify reconsider learn want intend hope aim sort explore strive endeavour endeavor attempt engage reflect recognise recognize remain invest commit
`)

/** Verbs of degree: better than what, and by how much, is left open. */
export const DEGREE_VERBS = words(`
  improve enhance harden strengthen better optimise optimize refine streamline boost increase reduce lower raise tighten simplify speed
  accelerate minimise minimize maximise maximize mature modernise modernize rework re-work rationalise rationalize encourage foster promote
  continue rearchitect re-architect redesign overhaul restructure prepare address tackle support help educate sensitise sensitize train communicate collaborate coordinate align sharpen deepen prioritise prioritize focus work
  tune
`)

/** Names of teams and roles, as they stand alone. */
export const TEAM_WORDS = words(`
  team squad crew group guild tribe chapter department org committee board sre sres ops devops secops infra infrastructure platform
  security support observability storage database databases dba dbas network networking web frontend front-end backend back-end mobile
  data qa qe quality engineering engineers engineer dev devs developers developer reviewers reviewer management managers manager leadership
  product design identity billing payments payment checkout search docs documentation legal finance marketing sales comms communications
  facilities accounting accountants procurement purchasing dispatch logistics reception treasury payroll newsroom registrar vendors supplier
  suppliers contractor contractors
  on-call oncall on-callers operations operators maintainers admins administrators sysadmins everyone-on-call compliance release
  releng maintenance fleet hardware firmware warehouse production ingest growth quality purchasing hosting dbre netops datacenter datacentre telecoms workplace trust-and-safety
  releng tooling architects analytics ml ai it hr helpdesk servicedesk noc soc cto cio ciso vp pm pms ux editorial contributors staff
  volunteers responders leads lead owner owners customer-success success partners vendor core api edge reliability
`)

/** Capitalised words that open an item without being a person: topics, things, qualifiers. */
export const TOPIC_WORDS = words(`
  alert alerts alerting alarm alarms dashboard dashboards metric metrics monitoring logging logs log runbook runbooks playbook policy
  process processes procedure procedures test tests testing deploy deploys deployment deployments rollback rollbacks release releases
  config configuration configurations code review reviews backup backups restore failover capacity cache caching queue queues database
  schema migration migrations index indexes service services server servers cluster clusters node nodes pod pods host hosts region
  regions zone traffic load rate limit limits limiting circuit breaker breakers retry retries timeout timeouts connection connections pool
  pools health healthcheck healthchecks heartbeat probe probes canary feature flag flags access permission permissions secret secrets key
  keys certificate certificates token tokens training documentation communication status page incident incidents response postmortem
  prevention detection mitigation recovery learning other short medium long term short-term medium-term long-term immediate later future
  next now done open closed new old critical high low urgent optional note notes todo tbd tbc n/a none title description summary impact
  action actions item items task tasks work ticket tickets issue issues pull request requests pr prs link links error errors failure
  failures bug bugs fix fixes patch hotfix fixed added removed created updated moved improved implemented all any every each some more
  better less fewer no not the a an this that these those we our us i you they it its if when while where why how what who which is are
  was can could should would will may might must to for from in on at by with without within before after during until between add
  automatic automated manual static dynamic synthetic regular weekly daily monthly quarterly annual yearly comprehensive progressive
  contract integration unit smoke end-to-end e2e chaos stress blue-green multi single double read write offline online internal external
  public private shared central global local remote primary secondary main staging production prod customer customers user users client
  clients vendor vendors system systems application applications app apps network storage compute memory disk cpu redis postgres postgresql
  mysql mongodb mongo elasticsearch opensearch kafka kubernetes docker terraform ansible jenkins github gitlab slack pagerduty opsgenie
  grafana prometheus datadog sentry cloudflare fastly aws gcp azure linux nginx haproxy envoy istio argocd helm java python rust node
  javascript typescript golang ruby rails php sql dns tls ssl http https tcp ip vpn cdn waf iam sso oauth jwt json yaml rfc adr slo sla
  sli rto rpo mttr api apis cli sdk ui url json csv xml html css ci cd etl orm cron lambda s3 ec2 eks ecs rds vm vms vpc id ids ttl qps
  january february march april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
  monday tuesday wednesday thursday friday saturday sunday today tomorrow owner owners dri due date priority category factor measure
  version upgrade update rotation schedule session workshop training drill drills exercise game day gameday retro retrospective
  replication lag latency throughput performance scaling autoscaling tooling automation architecture infrastructure data pipeline build
  builds artifact artifacts image images package packages dependency dependencies library libraries script scripts job jobs task worker
  workers consumer consumers producer producers message messages event events webhook webhooks endpoint endpoints gateway proxy balancer
  firewall router switch password passwords credential credentials guard guards guardrail guardrails check checks lint linter gate gates
  threshold thresholds quota quotas budget budgets ownership escalation handover onboarding template templates checklist checklists guide
  wiki handbook page pages site sites plan plans proposal spike investigation research evaluation question questions idea ideas yes
`)

/** Artefacts that a third party can find: naming one makes a task concrete. */
export const ARTEFACTS =
  /\b(?:runbooks?|playbooks?|dashboards?|alerts?|alarms?|alerting rules?|monitors?|metrics?|heartbeats?|probes?|health ?checks?|tests?|smoke tests?|contract tests?|ci|pipeline|linters?|lint rules?|policy|policies|scripts?|cron ?jobs?|jobs?|flags?|feature flags?|toggles?|limits?|quotas?|timeouts?|retr(?:y|ies)|circuit breakers?|rate limit(?:s|ing|er)?|caches?|queues?|backups?|snapshots?|replicas?|certificates?|keys?|tokens?|passwords?|permissions?|roles?|templates?|checklists?|docs? page|readme|sections?|chapters?|wiki|adr|rfc|tickets?|issues?|endpoints?|modules?|wrappers?|buttons?|banners?|logs?|columns?|index(?:es)?|locks?|guards?|drills?|game days?|status page|rotation|on-call|schedule|config(?:uration)?|settings?|variables?|thresholds?|schema|migrations?|versions?|clusters?|servers?|hosts?|buckets?|regions?|zones?|secrets?|firewall|dns|vpn|tls|api|cli|sdk|library|chart|graph|report|summary|decision record|handbook|training deck|blog posts?|articles?|workshops?|presentations?|recordings?|videos?|glossary|diagram|repo(?:sitory)?|branch|release process|manifest|annotation|label|webhook|channel|alias|hook|workflow)\b/i

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter((word) => word !== ''))
}
