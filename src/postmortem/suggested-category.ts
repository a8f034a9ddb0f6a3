import { bodyOf } from './commitment.ts'
import type { Category } from './document.ts'

/** `repair` makes this incident's damage good, once: none of the five. */
type Purpose = Category | 'repair'

interface Sign {
  readonly purpose: Purpose
  readonly weight: number
  readonly pattern: RegExp
}

/**
 * What the words of an action speak for. 3: the purpose itself, or a thing that serves no other ("alert", "runbook").
 * 2: a usual means to it. 1: a leaning, which decides only where nothing else does. General English and words of the
 * trade; `*` stands for any ending and `_` for a blank, a hyphen or nothing.
 */
const SIGNS: readonly Sign[] = [
  sign('prevention', 3, 'prevent* prevent_destroy refuse refuses refusing reject rejects rejecting is_refused are_refused is_rejected are_rejected block blocks blocking blocked forbid* deny denies disallow* not_allow* enforc* validat* lint lints linter linting type_check* interlock branch_protection constraint* unique_index regression_test* contract_test* property_based fuzz* dry_run* guard_rail* four_eyes two_person approv* sign_off* code_owner* avoid* harden* freeze freezes immutable least_privilege log_rotation gate gates gated gating soak safeguard* pre_flight pre_commit pre_merge sanity_check* acceptance_test* second_person single_source_of_truth idempoten* never_again happen_again recur recurr* cannot_happen can_happen jump_host'),
  sign('prevention', 2, 'require requires required requiring mandatory ci staging staged roll_out* e2e end_to_end integration_test* unit_test* load_test* stress_test* automated_test* tests test_environment admission policy policies restrict* revok* permission* authenti* authori* firewall* pin pinned pinning digest* upgrad* patch patches patched patching lock locks locked locking automat* schema* compatib* canary blue_green review_of review_by reviewed_by code_review* release_process deploy* feature_flag* flag flags warn warning* hook hooks pipeline* secret secrets abort* certificate* disabl* dependencies encrypt* config* careful* safe safer safely safety confirmation* prompt prompts rotate rotates rotating prune purge retention archive archives iam rbac privileg* superuser sandbox* quarantine* rewrite* rewritten schedul* exclud* non_nullable not_null foreign_key* race_condition* infrastructure_as_code version_control test_suite* test_case* test_coverage test_plan peer_review deprecat* end_of_life renew* maintenance_window* change_window* staggered phased gradual* incremental* beta overwritten lifecycle misconfig* rename renames renamed naming rigour rigor rigorous validity test_data dependency_update* dependency_upgrade*'),
  sign('prevention', 1, 'remov* delet* drop drops dropped decommission* retire retired retiring rid unused legacy duplicat* clean cleans cleanup cleaning migrat* replac* refactor* default ensure move moves moved moving enable enabled switch switches rule rules standard* qa test testing terraform ansible helm gitops stricter strict change changes firmware driver drivers version versions stop stops option options parameter parameters setting settings configure configures configured access_control plan planned planning'),
  sign('detection', 3, 'alert alerts alerting alerted alertmanager alarm* monitor monitors monitoring dashboard* observab* detect* heartbeat* health_check* readiness_check* liveness watchdog* drift page_the page_on page_when page_if paging pager* audit_log* anomal* notice_earlier notice_sooner earlier_warning early_warning'),
  sign('detection', 2, 'metric metrics log logs logged logging graph graphs panel panels probe probes synthetic* trace traces tracing telemetry opentelemetry instrument* visible visibility slo slos burn_rate notify notifies notification* inconsisten* consisten* mismatch* reconcil* compar* scan scans scanning recogni* spot spotting counter counters verif* smoke_test* error_message* error_rate* sentry pingdom datadog grafana prober probers sensor sensors gauge gauges signal signals nagios zabbix icinga cloudwatch splunk kibana loki jaeger honeycomb new_relic opsgenie uptime apdex percentile integrity_check* audit_trail blackbox unexpected'),
  sign('detection', 1, 'check checks checked track tracks tracked tracking report reports reported reporting emit emits surface surfaces display displays show shows shown notice sooner early earlier threshold* watch eye expir* coverage weekly hourly daily nightly periodic* missing unnoticed silent* prometheus pagerduty trigger triggers'),
  sign('mitigation', 3, 'rate_limit* throttl* circuit_break* fall_back* falls_back falling_back times_out degrad* graceful* blast_radius shed sheds shedding back_pressure back_off jitter kill_switch* capacity headroom auto_scal* resilien* mitigat* redundan* multi_az multi_region high_availability active_active active_passive standby load_balanc* overload* bulkhead* read_only_mode hedging single_point_of_failure last_known_good fail_open fail_closed fail_safe keep_serving continue_to_serve in_case_of diversity backup_provider* backup_isp* backup_server* backup_link* backup_power cannot_affect can_t_affect without_affecting noisy_neighbour* ddos'),
  sign('mitigation', 2, 'timeout* retry retries limit limits limited limiting cap caps capped quota* scal* bigger larger beefier replica replicas replication second secondary spare cache caches cached caching queue queues pool pools isolat* separat* split splits splitting decoupl* own_cluster own_pool own_worker cdn ttl concurren* batch batches buffer* swap memory cpu disk_space bandwidth uplink isp isps sla slas traffic cluster clusters shard shards offline performance latency throughput dual tune tuning tuned optimi* debounc* ignore ignores ignored failure_domain* storage capped provision* slow additional extra frontend frontends instance instances hardware spread spreads distribut* stale compress* paginat* waf captcha abuse* crawl* reserve* tolerat* absorb* dependency_on dependence_on index_on instance_type n_1 timing_out'),
  sign('mitigation', 1, 'reduc* increas* lower lowered raise raises raised double bump handle handles handled server servers snapshot* revert* node nodes request requests site sites survive* load query queries large heavy gib mib'),
  sign('recovery', 3, 'runbook* playbook* restor* backup* roll_back* rolling_back rolls_back recover* disaster replay* undo fail_over* escalat* break_glass out_of_band out_of_hours status_page* contingency re_import* reindex* point_in_time emergency rehears* drill drills game_day* incident_response incident_command* incident_channel incident_process banner* rescue rota downtime on_call_rota on_call_rotation business_continuity recovery_time time_to_recover rto rpo mttr restorable undelete* incident_manager incident_commander war_room chatops emergency_release* during_an_incident during_an_outage hosted_outside status_updates'),
  sign('recovery', 2, 'access contact contacts procedure* comms template* what_to_do tell_users tell_customers inform_customers inform_users notify_customers notify_users revision* console stakeholder* print prints printed copy step steps one_command one_click script scripts scripted during_incidents during_outages speed_up by_hand manual manually pause paused drain drains faster quicker root mirror troubleshoot* diagnos* symptom* decision_tree* posted_at hosted outside_of offline_copy mobile_number* phone_number* restart_sequence off_switch shorten* re_drive communicate_during informed informing'),
  sign('recovery', 1, 'communicate communicating button admin admins password* vault terminat* previous last go_back credential* override* responder* keep keeps restart* outage outages incident incidents on_call communication communications command tooling'),
  sign('learning', 3, 'why understand* root_cause analy* train training trained refresher workshop* brown_bag* lunch_&_learn lunch_and_learn awareness remind* blog case_study lesson* post_mortem* debrief* learn learns learning share shares sharing onboard* handbook glossary talk talks discuss* chat present presents presented presentation figure_out find_out rfc adr decision_record* write_up* feedback recording session* best_practice* ask asks asked sync_with speak_with retro* follow_up* knowledge educat* vigilan* sensiti* course courses instruct* shadow shadows shadowing teach* coach* reflect* meet_with engage_with reach_out liaise seminar lecture'),
  sign('learning', 2, 'review reviews reviewed reviewing doc docs document* wiki guide guides guideline* culture people staff colleague* employee* team teams summary explain* clarif* whether responsibilit* ownership deep_dive cause caused meeting* inventory chapter manual confluence behaviour behavior question go_through expectation* practice practise audit clarity research* retrospective* reviewing'),
  sign('learning', 1, 'communicate communicating process processes investigat* research spike explor* evaluat* look_into looks_into looking_into look_at look_further brainstorm* consider* identif* find determin* think revisit* publish* page add_to how vendor supplier examine study reproduce'),
  sign('repair', 3, 'refund* compensat* voucher* credits thank thanks back_fill* backfill* resend re_send resent re_sent reissued re_issued re_ingest* affected typo stuck delist* apologi* reimburs* manually_captured'),
  sign('repair', 2, 'fix fixes fixed rotate_all close_the sent rerun raise_an_issue vendor issue issues bug bugs leaked defective republish contract tech_debt restore_the'),
] // prettier-ignore

/** What a beginning says more surely than any word after it: a question learns, what is taken away prevents. */
const LEANINGS: readonly (readonly [RegExp, Purpose, number])[] = [
  [/^(?:is|are|was|were|does|do|did|why|any other)\b/i, 'learning', 3],
  [
    /^(?:alert|display|emit|expos|log|measur|monitor|page|show|surfac|track)(?:s|e|es|ed|ing|ging|ting)?\b/i,
    'detection',
    2,
  ],
  [/^(?:remov|delet|decommission|retir|drop|get(?:ting)? rid)/i, 'prevention', 2],
]

function sign(purpose: Purpose, weight: number, list: string): Sign {
  const words = list.split(' ').map((word) => word.replaceAll('_', '[- ]?').replace('*', '\\w*'))
  return { purpose, weight, pattern: new RegExp(`\\b(?:${words.join('|')})\\b`, 'gi') }
}

/** Where the sentence turns from what is done to what it is for. */
const TURN =
  /\b(?:so that|so (?:it|they|we|each)|in order to|because|since|instead of|rather than|which|this will|when|if|once|after|where|while|(?<=why )|(?<=whether )|to (?:avoid|reduce|prevent|ensure|make|allow|see|identify|detect|catch|limit))\b/i

/**
 * The category that an action's words speak for, for where the document states none. Null where they speak for none of
 * the five: work that only makes this incident's damage good, or nothing that is known.
 */
export function suggestedCategory(text: string): Category | null {
  const words = bodyOf(text)
  const turn = TURN.exec(words)?.index ?? words.length
  const sums = new Map<Purpose, number>(
    LEANINGS.flatMap(([start, ...leaning]) => (start.test(words) ? [leaning] : [])),
  )
  for (const { purpose, weight, pattern } of SIGNS) {
    const places = new Map<string, number>()
    for (const { 0: word, index } of words.matchAll(pattern))
      if (!places.has(word.toLowerCase())) places.set(word.toLowerCase(), index)
    for (const index of places.values())
      sums.set(purpose, (sums.get(purpose) ?? 0) + weight * shareOf(index, turn))
  }
  const [best] = [...sums].toSorted(([, one], [, other]) => other - one)
  return best === undefined || best[0] === 'repair' ? null : best[0]
}

/** The first words carry the deed, the last ones its reason. */
function shareOf(index: number, turn: number): number {
  return (index < 30 ? 1.2 : 1) * (index < turn ? 1 : 0.5)
}
